using System.Diagnostics;
using System.Diagnostics.Metrics;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// The App's spans and instruments, in .NET's own API, for a host to export. Tags hold ids and fixed words (a queue, a gateway, a state).
/// </summary>
/// <remarks>Tags never hold a number, a text, a PIN or a key. Cost is counted per currency, never per person.</remarks>
public static class Telemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>, for hosts to subscribe to.</summary>
    public const string Name = "Outreach";

    /// <summary>
    /// Histogram, seconds from a USSD request to its screen; tags <c>gateway</c>, <c>outcome</c> (<c>answered</c>, <c>failed</c>).
    /// </summary>
    public const string UssdDuration = "outreach.ussd.duration";
    /// <summary>
    /// Counter, ended USSD sessions, once stored; tags <c>screen</c> (the last one), <c>end</c> (<c>finished</c>, <c>silent</c>,
    /// <c>released</c>, <c>timedout</c>, <c>failed</c>).
    /// </summary>
    public const string UssdSessions = "outreach.ussd.sessions";
    /// <summary>Histogram, seconds from the dial to the last screen of a session; tag <c>end</c>.</summary>
    public const string UssdSessionDuration = "outreach.ussd.session.duration";
    /// <summary>Histogram, screens of a session; tag <c>end</c>.</summary>
    public const string UssdSessionSteps = "outreach.ussd.session.steps";
    /// <summary>Counter, ends of sessions reported by gateways; tags <c>gateway</c>, <c>status</c>.</summary>
    public const string UssdEnds = "outreach.ussd.ends";
    /// <summary>
    /// Counter, messages that entered a state; tags <c>state</c>, <c>gateway</c>. A broadcast's recipients count from the first report
    /// on.
    /// </summary>
    public const string Messages = "outreach.messages";
    /// <summary>
    /// Counter, sends to a gateway; tags <c>gateway</c>, <c>outcome</c> (<c>accepted</c>, <c>refused</c>, <c>ambiguous</c>),
    /// <c>failure</c>.
    /// </summary>
    public const string Sends = "outreach.sends";
    /// <summary>
    /// Counter, cost of accepted messages by the configured prices, in minor units; tags <c>gateway</c>, <c>currency</c>.
    /// </summary>
    public const string SmsCost = "outreach.sms.cost";
    /// <summary>Counter, queue messages that failed and come again; tags <c>queue</c>, <c>failure</c> (the exception's type).</summary>
    public const string QueueFailures = "outreach.queue.failures";
    /// <summary>Counter, queue messages moved to a poison queue; tag <c>queue</c>.</summary>
    public const string PoisonMessages = "outreach.poison";
    /// <summary>Gauge, messages on a queue, hidden ones included; tag <c>queue</c>.</summary>
    public const string QueueLength = "outreach.queue.length";
    /// <summary>Gauge, seconds since a queue's next message was sent; 0 when none is visible; tag <c>queue</c>.</summary>
    public const string QueueAge = "outreach.queue.age";

    /// <summary>Counter, requests that the API refused; tag <c>status</c> (401, 403, 429).</summary>
    public const string ApiRefusals = "outreach.api.refusals";

    /// <summary>
    /// Counter, steps of signing in to the console; tags <c>how</c> (<c>key</c>, <c>sms</c>, <c>account</c>, <c>demo</c>), <c>outcome</c>
    /// (<c>in</c>, <c>wrong</c>, <c>failed</c>, <c>unknown</c>, <c>slow</c>; of a code also <c>asked</c>, <c>sent</c>, <c>refused</c>,
    /// <c>full</c>).
    /// </summary>
    public const string SignIns = "outreach.signins";

    /// <summary>Counter, times that unasked messages had to wait, because the hour had as many as the settings allow.</summary>
    public const string UnaskedWaits = "outreach.unasked.waits";

    private static readonly ActivitySource source = new(Name);
    private static readonly Meter meter = new(Name);

    private static readonly Histogram<double> ussd = meter.CreateHistogram(UssdDuration, "s", "From a USSD request to its screen.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15] });
    private static readonly Counter<long> sessions = meter.CreateCounter<long>(UssdSessions, "{session}", "USSD sessions that are over.");
    private static readonly Histogram<double> sessionDuration =
        meter.CreateHistogram(UssdSessionDuration, "s", "From the dial to a session's last screen.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0, 10, 20, 30, 45, 60, 90, 120, 180, 300] });
    private static readonly Histogram<int> sessionSteps = meter.CreateHistogram(UssdSessionSteps, "{screen}", "Screens of a session.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30] });
    private static readonly Counter<long> ends =
        meter.CreateCounter<long>(UssdEnds, "{session}", "Ends of USSD sessions that gateways told of.");
    private static readonly Counter<long> messages =
        meter.CreateCounter<long>(Messages, "{message}", "Messages by the state they came into.");
    private static readonly Counter<long> sends = meter.CreateCounter<long>(Sends, "{message}", "Messages given to a gateway.");
    private static readonly Counter<long> cost =
        meter.CreateCounter<long>(SmsCost, "{minor}", "What accepted messages cost, in minor units.");
    private static readonly Counter<long> failures =
        meter.CreateCounter<long>(QueueFailures, "{message}", "Queue messages that failed and come again.");
    private static readonly Counter<long> poison = meter.CreateCounter<long>(PoisonMessages, "{message}", "Queue messages set aside.");
    private static readonly Counter<long> refusals =
        meter.CreateCounter<long>(ApiRefusals, "{request}", "Requests that the API refused.");
    private static readonly Counter<long> signIns =
        meter.CreateCounter<long>(SignIns, "{step}", "Steps of signing in to the console.");
    private static readonly Counter<long> unaskedWaits =
        meter.CreateCounter<long>(UnaskedWaits, "{wait}", "Times that the hour's most of unasked messages made others wait.");
    private static readonly Gauge<long> length = meter.CreateGauge<long>(QueueLength, "{message}", "Messages on a queue.");
    private static readonly Gauge<double> age = meter.CreateGauge<double>(QueueAge, "s", "Age of a queue's next message.");

    /// <summary>Starts the span of an input from a gateway. Null without a listener.</summary>
    public static Activity? Received(string what, string gateway, string? id = null) =>
        source.StartActivity($"receive {what}", ActivityKind.Server)?.SetTag("outreach.gateway", gateway)
            .SetTag("outreach.provider_id", id);

    /// <summary>Starts the span of a queue message, under the trace in its body.</summary>
    public static Activity? Handling(Queue queue, string body, long delivery) =>
        source.StartActivity($"handle {queue}", ActivityKind.Consumer, TraceCarrier.Read(body))?.SetTag("outreach.queue", queue)
            .SetTag("outreach.delivery", delivery);

    /// <summary>Starts the span of a send to a gateway.</summary>
    public static Activity? Sending(string gateway, string messageId) =>
        source.StartActivity("send", ActivityKind.Client)?.SetTag("outreach.gateway", gateway).SetTag("outreach.message_id", messageId);

    public static void Sent(Activity? span, string gateway, Handover handover, string currency, long minor)
    {
        var outcome = handover.Kind.ToString().ToLowerInvariant();
        span?.SetTag("outreach.outcome", outcome).SetTag("outreach.failure", handover.Failure)
            .SetTag("outreach.provider_id", handover.ProviderId);
        sends.Add(1, new("gateway", gateway), new("outcome", outcome), new("failure", handover.Failure?.ToString() ?? "none"));
        if (handover.Kind == HandoverKind.Accepted) cost.Add(minor, new("gateway", gateway), new("currency", currency));
    }

    /// <summary>Counts a committed message by its new state; other aggregates are not counted.</summary>
    public static void Committed(AggregateId id, object? before, object? after)
    {
        if (after is not Message message || (before as Message)?.State == message.State) return;
        Activity.Current?.AddTag("outreach.message_id", id.Key);
        messages.Add(1, new("state", message.State.ToString()), new("gateway", message.Gateway ?? "none"));
    }

    public static void Answered(string gateway, bool failed, TimeSpan took) =>
        ussd.Record(took.TotalSeconds, new("gateway", gateway), new("outcome", failed ? "failed" : "answered"));

    /// <summary>Counts a stored session. A repeat counts again; the table is exact.</summary>
    public static void SessionOver(SessionFigures session)
    {
        var end = new KeyValuePair<string, object?>("end", session.End.ToString().ToLowerInvariant());
        sessions.Add(1, new("screen", session.Screen), end);
        sessionDuration.Record(session.Seconds, end);
        sessionSteps.Record(session.Steps, end);
    }

    public static void Ended(string gateway, string status) =>
        ends.Add(1, new("gateway", gateway), new("status", status.ToLowerInvariant()));

    public static void Failed(Activity? span, Queue queue, Exception e)
    {
        // Records the type alone, because an exception's message may hold a person's input.
        span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
        failures.Add(1, new("queue", queue.ToString()), new("failure", e.GetType().Name));
    }

    public static void SetAside(Queue queue) => poison.Add(1, new KeyValuePair<string, object?>("queue", queue.ToString()));

    public static void Refused(int status) => refusals.Add(1, new KeyValuePair<string, object?>("status", status));

    public static void SignIn(string how, string outcome) => signIns.Add(1, new("how", how), new("outcome", outcome));

    public static void HourFull() => unaskedWaits.Add(1);

    public static void Measured(string queue, long waiting, TimeSpan oldest)
    {
        length.Record(waiting, new KeyValuePair<string, object?>("queue", queue));
        age.Record(oldest.TotalSeconds, new KeyValuePair<string, object?>("queue", queue));
    }
}
