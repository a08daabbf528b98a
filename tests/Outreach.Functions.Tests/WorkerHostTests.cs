using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Outreach.Functions.Tests;

/// <summary>The worker as Program.cs builds it, and the metadata that the Functions SDK generates for the host.</summary>
public sealed class WorkerHostTests
{
    [Fact]
    public void The_worker_is_built_and_makes_every_trigger_class()
    {
        using var host = Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        Assert.All(
            Deployed.Functions.Select(function => function.Method.DeclaringType!).Distinct(),
            type => Assert.NotNull(ActivatorUtilities.CreateInstance(host.Services, type)));
    }

    [Fact]
    public void A_setting_that_is_missing_stops_it_with_a_sentence()
    {
        using var host = Build("--Outreach:PinPepper=");
        var stopped = Record.Exception(() => host.Services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("Set Outreach__PinPepper", stopped?.ToString() ?? "", StringComparison.Ordinal);
    }

    /// <summary>The worker's own log provider writes only to the host, and comes after the cleaning.</summary>
    [Fact]
    public void What_it_logs_reaches_the_host_cleaned_or_not_at_all()
    {
        using var host = Build();
        var workers =
            host.Services.GetServices<ILoggerProvider>()
                .Where(
                    provider =>
                        provider.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        Assert.Empty(workers);
        Assert.Single(host.Services.GetServices<ILoggerProvider>().OfType<HostLog>());
        Assert.NotNull(host.Services.GetService<QuietFailures>());
    }

    /// <summary>The metadata that the host reads; it would differ if the SDK read another constant.</summary>
    [Fact]
    public void The_generated_metadata_names_the_routes_the_queues_and_the_schedules()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(Deployed.Folder, "functions.metadata")));
        var generated = metadata.RootElement.EnumerateArray().Select(function =>
        {
            var trigger = function.GetProperty("bindings").EnumerateArray().Single();
            return $"{function.GetProperty("name")} {function.GetProperty("entryPoint")} {Described(trigger)}";
        });
        Assert.Equal(Deployed.Functions.Select(f => $"{f.Name} {f.Method.DeclaringType}.{f.Method.Name} {Described(f.Trigger)}").Order(),
            generated.Order());
    }

    private static string Described(Attribute trigger) => trigger switch
    {
        HttpTriggerAttribute http => $"httpTrigger {http.AuthLevel} {http.Route} {http.Methods?.Length ?? 0}",
        QueueTriggerAttribute queue => $"queueTrigger {queue.QueueName} {queue.Connection}",
        TimerTriggerAttribute timer => $"timerTrigger {timer.Schedule}",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger)),
    };

    private static string Described(JsonElement trigger) => Text(trigger, "type") switch
    {
        "httpTrigger" =>
            $"httpTrigger {Text(trigger, "authLevel")} {Text(trigger, "route")} "
                + $"{(trigger.TryGetProperty("methods", out var methods) ? methods.GetArrayLength() : 0)}",
        "queueTrigger" => $"queueTrigger {Text(trigger, "queueName")} {Text(trigger, "connection")}",
        var timer => $"{timer} {Text(trigger, "schedule")}",
    };

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static IHost Build(params string[] changed) => WorkerHost.Build(
        [.. TestApp.Configuration().AsEnumerable().Where(setting => setting.Value is not null)
            .Select(setting => $"--{setting.Key}={setting.Value}"), .. changed]);
}
