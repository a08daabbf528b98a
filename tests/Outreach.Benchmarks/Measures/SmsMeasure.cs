using Outreach.Benchmarks.Hosts;
using Outreach.Storage.Azurite;

namespace Outreach.Benchmarks.Measures;

/// <summary>Processor time of an SMS, from the webhook until the gateway has the answer.</summary>
internal static class SmsMeasure
{
    /// <summary>Few, because the emulator slows down with every message that its queues ever had.</summary>
    private const int Messages = 80;

    private const int AtOnce = 8;
    private const string Text = "BALANCE";

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteSettings(), default);
        await using var ours = await Child.StartAsync(ChildHosts.OutreachWithQueues, azurite.ConnectionString);
        await using var bare = await Child.StartAsync(ChildHosts.BareWithQueues, azurite.ConnectionString);
        var sent = 0;
        // Until most of the code is compiled; the emulator bears no more.
        await InTurnAsync(5);
        var rounds = await InTurnAsync(settings.Rounds);
        var ratio = rounds.Ratio(cpu => cpu);
        yield return new("sms-cpu", "SMS answered", "ms CPU", rounds.Ours.Median(), rounds.Reference.Median(), ratio, "≤ 1.5",
            ratio <= 1.5);

        Task<(IReadOnlyList<double> Ours, IReadOnlyList<double> Reference)> InTurnAsync(int rounds) =>
            Rounds.InTurnAsync(rounds, () => RoundAsync(ours, OutreachHost.Sms), () => RoundAsync(bare, BareHost.Sms));

        async Task<double> RoundAsync(Child host, string path)
        {
            var (before, cpu) = (await host.HandedOverAsync(), host.Cpu);
            var from = sent;
            sent += Messages;
            await Parallel.ForEachAsync(Enumerable.Range(from, Messages), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (n, ct) =>
            {
                using var request = Requests.Sms(path, n % OutreachHost.People, $"sms-{n}", Text);
                using var answer = await host.Http.SendAsync(request, ct);
                answer.EnsureSuccessStatusCode();
            });
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await host.HandedOverAsync() < before + Messages) await Task.Delay(50, patience.Token);
            // What follows the handover belongs to the SMS too.
            await Task.Delay(200);
            return (host.Cpu - cpu) / Messages;
        }
    }
}
