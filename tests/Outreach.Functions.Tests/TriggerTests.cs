using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NCrontab;
using Outreach.App;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Functions.Tests;

/// <summary>The deployed functions, read from their attributes.</summary>
public sealed class TriggerTests
{
    private const string Triggers = "functions/Outreach.Functions/Triggers";

    /// <summary>The App's own routes. Those of gateways stand word for word in infra/modules/app.bicep, which a test compares.</summary>
    private static readonly string[] own = ["api/v1/{*path}", "api/openapi.json", "console/{*path}", "healthz"];

    /// <summary>A route takes every method, so that Outreach answers 405 with the allowed methods, instead of the host's 404.</summary>
    [Fact]
    public void Every_route_is_one_function_without_a_key_of_the_hosts()
    {
        foreach (var route in Webhooks().Select(webhook => webhook.Route).Concat(own))
        {
            var triggers = Deployed.With<HttpTriggerAttribute>().Where(function => function.Trigger.Route == route).ToList();
            Assert.True(triggers.Count == 1, $"{triggers.Count} functions have the route {route}: write one in {Triggers}, that of a "
                + "gateway of USSD alone in UssdTriggers.cs.");
            Assert.Equal((AuthorizationLevel.Anonymous, null), (triggers[0].Trigger.AuthLevel, triggers[0].Trigger.Methods));
        }
    }

    [Fact]
    public void No_other_route_is_deployed()
    {
        var others = Routed().Except(Webhooks().Select(webhook => webhook.Route)).Except(own).ToList();
        Assert.True(others.Count == 0, $"No gateway answers {string.Join(", ", others)}: write its line in functions/Outreach.Gateways/"
            + "GatewayList.cs, or take the function out.");
    }

    /// <summary>A trigger is copied from another, and the route that it asks for may be the other's still.</summary>
    [Fact]
    public async Task Every_function_of_a_webhook_asks_for_its_own_route()
    {
        using var app = new TestApp();
        var routes = new WebhookRoutes(Webhooks().Select(
            webhook => webhook with { Method = "GET", AnswerAsync = (_, _) => Task.FromResult(WebhookReply.Text(webhook.Route)) }));
        foreach (var webhook in Webhooks())
            foreach (var (function, _) in Deployed.With<HttpTriggerAttribute>().Where(function => function.Trigger.Route == webhook.Route))
            {
                var http = TestApp.Request("/" + webhook.Route);
                var triggers = ActivatorUtilities.CreateInstance(app.Services, function.Method.DeclaringType!, routes);
                await (Task)function.Method.Invoke(triggers, [http.Request])!;
                Assert.True(TestApp.Body(http) == webhook.Route,
                    $"{function} in {Triggers}/{function.Method.DeclaringType!.Name}.cs has the route {webhook.Route} and asks for the "
                        + $"webhook of {TestApp.Body(http)}: ask for its own.");
            }
    }

    [Fact]
    public void Every_queue_and_every_poison_queue_has_its_one_handler()
    {
        var queues = Enum.GetValues<Queue>().SelectMany(queue => new[] { TableNames.Of(queue), TableNames.PoisonOf(queue) });
        Assert.Equal(queues.Order(), Deployed.With<QueueTriggerAttribute>().Select(function => function.Trigger.QueueName).Order());
    }

    [Fact]
    public void Queues_are_read_at_the_hosts_own_storage() =>
        Assert.All(Deployed.With<QueueTriggerAttribute>(), function => Assert.Null(function.Trigger.Connection));

    [Fact]
    public void Every_schedule_fires_each_minute_and_not_at_the_start()
    {
        Assert.NotEmpty(Deployed.With<TimerTriggerAttribute>());
        Assert.All(Deployed.With<TimerTriggerAttribute>(), function =>
        {
            var schedule = CrontabSchedule.Parse(function.Trigger.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
            var noon = new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
            Assert.Equal(
                Enumerable.Range(1, 3).Select(minute => noon.AddMinutes(minute)),
                schedule.GetNextOccurrences(noon, noon.AddMinutes(3).AddSeconds(1)));
            Assert.False(function.Trigger.RunOnStartup);
        });
    }

    [Fact]
    public void Names_are_unique_and_the_methods_own()
    {
        Assert.Equal(Deployed.Functions.Count,
            Deployed.Functions.Select(function => function.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Deployed.Functions, function => Assert.Equal(function.Method.Name, function.Name));
    }

    [Fact]
    public void Every_function_answers_with_a_task_of_a_class_that_the_container_can_make()
    {
        using var app = new TestApp();
        Assert.All(Deployed.Functions, function =>
        {
            Assert.Equal(typeof(Task), function.Method.ReturnType);
            Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, function.Method.DeclaringType!));
        });
    }

    private static IReadOnlyList<Webhook> Webhooks()
    {
        using var app = new TestApp();
        return GatewayList.Webhooks(app.Services);
    }

    internal static IEnumerable<string> Routed() => Deployed.With<HttpTriggerAttribute>().Select(function => function.Trigger.Route!);
}
