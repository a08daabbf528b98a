using System.Globalization;
using Outreach.Benchmarks.Hosts;
using Outreach.Storage.Azurite;

namespace Outreach.Benchmarks.Measures;

/// <summary>
/// Processor time of a process from its start to its first USSD answer. The Functions worker does not start without its host, so this is
/// the local host and the App alone, beside an ASP.NET app that makes the same two storage calls.
/// </summary>
internal static class StartMeasure
{
    private const string LocalUssd = "/api/africastalking/local/ussd";

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteSettings(), default);
        // The first starts make the tables and the demo data.
        await using (await Child.StartAsync(ChildHosts.Bare, azurite.ConnectionString)) { }
        await using (await Child.StartAsync(ChildHosts.Outreach, azurite.ConnectionString)) { }
        await LocalAsync();
        var local = await Rounds.InTurnAsync(settings.Rounds, LocalAsync, () => HostAsync(ChildHosts.Bare, BareHost.Ussd));
        yield return Row("local host to first USSD answer", local, "≤ 1.25", local.Ratio(cpu => cpu) <= 1.25);
        var app = await Rounds.InTurnAsync(settings.Rounds, () => HostAsync(ChildHosts.Outreach, OutreachHost.Ussd),
            () => HostAsync(ChildHosts.Bare, BareHost.Ussd));
        yield return Row("App alone to first USSD answer", app, "≤ 1.25", app.Ratio(cpu => cpu) <= 1.25);

        Task<double> LocalAsync() => CpuAsync("dotnet",
            port => [Path.Combine(AppContext.BaseDirectory, "Outreach.Local.dll"), "--port", port.ToString(CultureInfo.InvariantCulture)],
            LocalUssd);

        Task<double> HostAsync(string kind, string path) =>
            CpuAsync(Environment.ProcessPath!, port => ["host", kind, port.ToString(CultureInfo.InvariantCulture)], path);

        async Task<double> CpuAsync(string program, Func<int, IEnumerable<string>> arguments, string path)
        {
            Requests.NewMeasure();
            await using var child =
                await Child.StartAsync(program, arguments, azurite.ConnectionString, () => Requests.Ussd(path, 1, 1, ""));
            return child.Cpu;
        }
    }

    private static Row Row(string what, (IReadOnlyList<double> Ours, IReadOnlyList<double> Reference) rounds, string goal, bool holds) =>
        new("start", what, "ms CPU", rounds.Ours.Median(), rounds.Reference.Median(), rounds.Ratio(cpu => cpu), goal, holds);
}
