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
    /// <summary>
    /// The routes of design section 4, word for word, and those of later gateways; only the local host has the simulator.
    /// </summary>
    private static readonly string[] routes =
    [
        "/api/twilio/sms",
        "/api/twilio/status",
        "/api/africastalking/{key}/sms",
        "/api/africastalking/{key}/ussd",
        "/api/africastalking/{key}/delivery",
        "/api/africastalking/{key}/ussd-events",
        "/api/africastalking/{key}/opt-out",
        "/api/kannel/{key}/sms",
        "/api/kannel/{key}/delivery",
        "/api/hubtel/{key}/ussd",
        "/api/infobip/{key}/ussd/{session}/start",
        "/api/infobip/{key}/ussd/{session}/response",
        "/api/infobip/{key}/ussd/{session}/end",
        "/api/nalo/{key}/ussd",
        "/api/comviva/{key}/ussd",
        "/api/ussd/{key}",
        "/api/v1/{*path}",
        "/api/openapi.json",
        "/console/{*path}",
        "/healthz",
    ];

    public static TheoryData<string> Design => [.. routes];

    /// <summary>A route takes every method, so that Outreach answers 405 with the allowed methods, instead of the host's 404.</summary>
    [Theory]
    [MemberData(nameof(Design))]
    public void A_route_of_the_design_is_one_function_without_a_key_of_the_hosts(string route)
    {
        var (_, trigger) = Assert.Single(Deployed.With<HttpTriggerAttribute>(), function => "/" + function.Trigger.Route == route);
        Assert.Equal((AuthorizationLevel.Anonymous, null), (trigger.AuthLevel, trigger.Methods));
    }

    [Fact]
    public void No_other_route_is_deployed() => Assert.Equal(routes.Order(), Routed().Select(route => "/" + route).Order());

    [Fact]
    public void Every_webhook_of_the_gateways_is_deployed()
    {
        using var app = new TestApp();
        string[] others = [Routes.Api, Routes.OpenApi, Routes.Console, Routes.Health];
        Assert.Equal(GatewayList.Webhooks(app.Services).Select(webhook => webhook.Route).Concat(others).Order(), Routed().Order());
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

    internal static IEnumerable<string> Routed() => Deployed.With<HttpTriggerAttribute>().Select(function => function.Trigger.Route!);
}
