using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Messaging;

/// <summary>Decides on a message. Its state only moves forward, in whatever order reports arrive.</summary>
public static class MessageDecisions
{
    private const string awaits = "The person has not said yet whether we may write, and is asked.";

    private static readonly Duration longestTrouble = Duration.FromMinutes(15);

    public static Outcome<Message> Decide(Message? message, string id, Command command, Instant now) => command switch
    {
        Tried tried => AfterTry(message, id, tried, now),
        Held held => Hold(message, id, held, now),
        FoundUnsure found => Unsure(message, id, found, now),
        Trying trying => Try(message, trying, now),
        StillUnsure => message is { State: DeliveryState.Sending, Order: { } order } && now < order.ExpiresAt
            ? new(message with { ChangedAt = now }, [Settle(id, now)])
            : Outcome<Message>.Nothing(message),
        DropContent => Drop(message),
        Reported report => Report(message, id, report, now),
        _ => Outcome<Message>.Nothing(message),
    };

    /// <summary>Keeps the figures. An unsent message is not sent any more.</summary>
    private static Outcome<Message> Drop(Message? message) => message is null or { Order: null, Text: null }
        ? Outcome<Message>.Nothing(message)
        : new(
            message with { Order = null, Text = null,
                State = message.State <= DeliveryState.Sending ? DeliveryState.Suppressed : message.State }, []);

    private static Outcome<Message> AfterTry(Message? before, string id, Tried tried, Instant now)
    {
        var message = (before ?? new Message(id, DeliveryState.Queued)) with
        {
            Order = tried.Order,
            Text = tried.Text,
            Segments = tried.Segments,
            PriceMinor = tried.PriceMinor,
            Gateway = tried.Gateway,
            ProviderId = tried.ProviderId ?? before?.ProviderId,
            Attempts = Math.Max(1, before?.Attempts ?? 0),
            HasTurn = false,
            WasDoubted = tried.WasDoubted,
            FirstAt = before?.FirstAt ?? now,
            ChangedAt = now,
        };
        // A report or another process came first and knows more.
        if (before is { State: > DeliveryState.Sending })
            return new(message with { Failure = before.Failure }, ToldSooner(before, message));
        return tried.Result switch
        {
            TryResult.Accepted => new(message with { State = DeliveryState.Accepted },
                [.. Seen(before, message with { State = DeliveryState.Accepted }, now),
                    .. tried.ReturnsMessageId ? Array.Empty<Effect>() : [new IndexProviderId(tried.Gateway, tried.ProviderId!, id)]]),
            TryResult.Unsure => new(message with { State = DeliveryState.Sending }, [Settle(id, now)]),
            _ when tried.Failure?.IsTrouble() == true => Troubled(message, tried, now),
            _ => Refused(message, tried.Failure ?? SendFailure.Unknown, now),
        };
    }

    /// <summary>
    /// A gateway in trouble is no fault of the message, which waits as long as its own time allows: 1, 2, 4, 8, then every 15 minutes.
    /// </summary>
    private static Outcome<Message> Troubled(Message message, Tried tried, Instant now)
    {
        var wait = Duration.Min(longestTrouble, Duration.FromMinutes(1 << Math.Min(message.Troubles, 4)));
        var at = now + Duration.Max(wait, tried.RetryAfter ?? Duration.Zero);
        return new(
            message with { State = DeliveryState.Queued, Failure = tried.Failure, NotBefore = at, Attempts = message.Attempts - 1,
                Troubles = message.Troubles + 1 }, [Wake(message, at)]);
    }

    private static Outcome<Message> Refused(Message message, SendFailure failure, Instant now)
    {
        // 1, 5, then 25 minutes.
        var wait = Duration.FromMinutes(Math.Pow(5, Math.Max(0, message.Attempts - 1)));
        var again = failure.IsRetryable() && message.Attempts < Message.AttemptsAllowed && now + wait < message.Order!.ExpiresAt;
        return again
            ? new(message with { State = DeliveryState.Queued, Failure = failure, NotBefore = now + wait },
                [Wake(message, now + wait)])
            : new(message with { State = DeliveryState.Failed, Failure = failure },
                [.. Failed(message, failure), .. Lost(message.Id, message.Order, now), .. Missed(message.Id, message.Order, false)]);
    }

    private static Outcome<Message> Hold(Message? message, string id, Held held, Instant now)
    {
        if (message is { State: > DeliveryState.Sending }) return Outcome<Message>.Nothing(message);
        var kept = (message ?? new Message(id, DeliveryState.Queued))
            with { Order = held.Order, FirstAt = message?.FirstAt ?? now, ChangedAt = now };
        return held.Verdict switch
        {
            Verdict.Nowhere =>
                new(kept with { State = DeliveryState.Suppressed, Why = "The person has no phone that is known to be theirs." },
                    [.. Lost(id, kept.Order, now), .. Missed(id, kept.Order, true)]),
            // The asking side heard already that it waits, and hears from the question itself that its time is over.
            Verdict.Never { State: DeliveryState.Expired } never when message is { Why: awaits } =>
                new(kept with { State = never.State, Why = never.Why }, []),
            Verdict.Never never => new(kept with { State = never.State, Why = never.Why },
                Lost(id, kept.Order, now, never switch
                {
                    { State: not DeliveryState.Suppressed } => NotReached.Unreachable,
                    { ByPerson: true } => NotReached.Stopped,
                    _ => NotReached.Withheld,
                })),
            Verdict.AwaitsConsent when message is { Why: awaits } => Outcome<Message>.Nothing(message),
            Verdict.AwaitsConsent waits => new(
                kept with { State = DeliveryState.Queued, NotBefore = null, HasTurn = false, Why = awaits },
                [Wake(kept, held.Order.ExpiresAt), .. Lost(id, kept.Order, now, NotReached.NotAsked),
                    new Tell(AggregateId.Subscriber(held.Order.Phone),
                        new OfferWaits(id, AggregateId.Person(held.Order.Programme, held.Order.PersonId!).Key, waits.Programme,
                            ((OfferSms)held.Order.Sms).From))]),
            // The expiry restarts from the hold's end; else three holidays in a row would drop a reminder silently.
            Verdict.Hold hold => new(
                kept with { State = DeliveryState.Queued, NotBefore = hold.Until, HasTurn = false,
                    Order = held.Order with { ExpiresAt = hold.Until + (held.Order.ExpiresAt - now) } },
                [Wake(kept, hold.Until)]),
            Verdict.Turn turn =>
                new(kept with { State = DeliveryState.Queued, NotBefore = turn.At, HasTurn = true }, [Wake(kept, turn.At)]),
            _ => Outcome<Message>.Nothing(message),
        };
    }

    private static Outcome<Message> Unsure(Message? message, string id, FoundUnsure found, Instant now) => message switch
    {
        null =>
            new(
                new Message(id, DeliveryState.Sending, found.Order, Attempts: 1, FirstAt: now, ChangedAt: now,
                    WasDoubted: found.WasDoubted),
                [Settle(id, now)], true),
        { Order: null } =>
            new(message with { Order = found.Order, Attempts = 1, FirstAt = now, WasDoubted = found.WasDoubted },
                ToldSooner(message, message with { Order = found.Order, WasDoubted = found.WasDoubted }), false),
        _ => Outcome<Message>.Nothing(message, false),
    };

    private static Outcome<Message> Try(Message? message, Trying trying, Instant now)
    {
        if (message is not { State: DeliveryState.Queued or DeliveryState.Sending } || trying.Attempt != message.Attempts + 1)
            return Outcome<Message>.Nothing(message, false);
        if (trying.Attempt > Message.AttemptsAllowed)
            return new(message with { State = DeliveryState.Failed, Failure = message.Failure ?? SendFailure.Unknown, ChangedAt = now },
                Lost(message.Id, message.Order, now), false);
        return new(
            message with { State = DeliveryState.Sending, Attempts = trying.Attempt, ChangedAt = now, NotBefore = null, HasTurn = false },
            [Settle(message.Id, now)], true);
    }

    private static Outcome<Message> Report(Message? before, string id, Reported report, Instant now)
    {
        var message = before ?? new Message(id, DeliveryState.Queued);
        if (report.State <= message.State && before is not null) return Outcome<Message>.Nothing(message);
        var gateway = message.Gateway ?? report.Gateway;
        var next = message with { State = report.State, Failure = report.Failure, Gateway = gateway, ChangedAt = now };
        return new(next,
            report.Failure is { } failure
                ? [.. Failed(message, failure), .. Lost(message.Id, message.Order, now), .. Missed(id, message.Order, false)]
                // A report that settles an unsure send came after the try began; a certain answer was noted at its own time.
                : [.. Seen(before, next, before is { State: DeliveryState.Sending } ? before.ChangedAt : now), .. Delivered(next)]);
    }

    /// <summary>The gateway delivered to a number in doubt. Acceptance alone proves nothing.</summary>
    private static IReadOnlyList<Effect> Delivered(Message message) =>
        message is { WasDoubted: true, State: DeliveryState.Delivered, Order: { } order, Gateway: { } gateway }
            ? [new Tell(AggregateId.Subscriber(order.Phone), new Arrived(gateway))]
            : [];

    /// <summary>Tells once that a question is on its way to the handset, and may be answered.</summary>
    /// <param name="at">When the gateway had the message.</param>
    private static IReadOnlyList<Effect> Seen(Message? before, Message now, Instant? at) =>
        // A discreet message to a shared phone did not show the question.
        now is { Order: { } order, State: DeliveryState.Accepted or DeliveryState.Sent or DeliveryState.Delivered }
            && before is not { Order: not null, State: >= DeliveryState.Accepted }
            ? order.Said is null ? Asked(order, at) : Kept(order, at)
            : [];

    /// <summary>Free words that a shared phone only announced are read on the menu.</summary>
    private static IReadOnlyList<Effect> Kept(SmsOrder order, Instant? at) =>
        order is { Sms: MentorSms words, PersonId: { } person } && at is { } came
            ? [new Tell(AggregateId.Person(order.Programme, person), new MailCame(new(words.Text, words.Name, came)))]
            : [];

    private static IReadOnlyList<Effect> Asked(SmsOrder order, Instant? at) => order.Sms switch
    {
        QuestionSms ask => [new Tell(AggregateId.Agreement(ask.Code), new QuestionSeen(ask.Question, at, order.Phone))],
        OptInSms or HandOverAskSms or OfferWaitsSms =>
            [new Tell(AggregateId.Subscriber(order.Phone),
                new PhoneAsked(null, at, KeyOf(order)))],
        ContactAskSms ask => [new Tell(AggregateId.Subscriber(order.Phone), new PhoneAsked(ask.Key, at))],
        MediateAskSms ask => [new Tell(AggregateId.Subscriber(order.Phone), new PhoneAsked(ask.Code, at))],
        _ => [],
    };

    /// <summary>Applies a report that arrived before the order was known.</summary>
    private static IReadOnlyList<Effect> ToldSooner(Message before, Message now) => before is { Order: null, Failure: { } failure }
        ? [.. Failed(now, failure), .. Lost(now.Id, now.Order, now.ChangedAt ?? default), .. Missed(now.Id, now.Order, false)]
        : [.. Seen(before, now, now.ChangedAt), .. Delivered(now)];

    /// <summary>Tells who asked that the question will not arrive: nobody waits for it, and no SMS answers it.</summary>
    private static IReadOnlyList<Effect> Lost(string id, SmsOrder? order, Instant now, NotReached why = NotReached.Unreachable) =>
        order?.Sms switch
    {
        QuestionSms ask => [new Tell(AggregateId.Agreement(ask.Code), new QuestionUndeliverable(ask.Question, why, now))],
        OptInSms or HandOverAskSms or OfferWaitsSms when why == NotReached.Unreachable =>
            [new Tell(AggregateId.Subscriber(order.Phone), new PhoneNotAsked(null, now, KeyOf(order)))],
        IdentityActSms told => [new Tell(new AggregateId(AggregateKind.Person, told.Key), new NoticeLost(told.Act, order.Phone))],
        ContactAskSms ask when why == NotReached.Unreachable =>
            [new Tell(AggregateId.Subscriber(order.Phone), new PhoneNotAsked(ask.Key, now))],
        MediateAskSms ask when why == NotReached.Unreachable =>
            [new Tell(AggregateId.Subscriber(order.Phone), new PhoneNotAsked(ask.Code, now)), Unheard(order, ask.Code, now)],
        // Withheld from who does not mediate any more, it is no news.
        MediateSms ask when why == NotReached.Unreachable => [Unheard(order, ask.Code, now)],
        CourseStepSms step when order.PersonId is { } person =>
            [new Tell(AggregateId.Learner(order.Programme, person), new StepLost(id, step.Course, step.Place, KindOf(step)))],
        _ => [],
    };

    private static RaiseTask Unheard(SmsOrder order, string code, Instant now) =>
        new(order.Programme, TaskKinds.MediatorNotReached, code, now);

    private static StepKind KindOf(CourseStepSms step) => step switch
    {
        LessonSms => StepKind.Lesson,
        LessonAgainSms => StepKind.Again,
        CourseNudgeSms => StepKind.Nudge,
        CourseDoneSms => StepKind.Done,
        _ => StepKind.Other,
    };

    private static string? KeyOf(SmsOrder order) => order.PersonId is { } id ? AggregateId.Person(order.Programme, id).Key : null;

    /// <summary>
    /// Records the provider's block in the subscriber's consent, and reports an unreachable phone, which may have changed hands.
    /// </summary>
    private static IReadOnlyList<Effect> Failed(Message message, SendFailure failure) =>
        message.Order is { } order ? AboutPhone(order.Phone, message.Id, failure, message.Gateway) : [];

    /// <summary>What a failure says of the phone: the provider blocks it, or it may have changed hands.</summary>
    public static IReadOnlyList<Effect> AboutPhone(string phone, string messageId, SendFailure failure, string? gateway) => failure switch
    {
        SendFailure.OptedOut =>
            [new Tell(AggregateId.Subscriber(phone), new ProviderBlocked(Suppression.OptOutAt(gateway ?? "gateway")))],
        SendFailure.Blocked =>
            [new Tell(AggregateId.Subscriber(phone), new ProviderBlocked(gateway ?? "gateway"))],
        SendFailure.UnknownSubscriber or SendFailure.InvalidNumber or SendFailure.Unreachable or SendFailure.Expired =>
            [new Tell(AggregateId.Subscriber(phone), new NotArrived(messageId, failure))],
        _ => [],
    };

    /// <summary>Tells the person's aggregate about a missed agreement message, so that a second contact can pass it on.</summary>
    private static IReadOnlyList<Effect> Missed(string id, SmsOrder? order, bool nowhere) =>
        order is { PersonId: { } person, Purpose: not (Purpose.Reply or Purpose.Tip or Purpose.Survey) }
            ? [new Tell(AggregateId.Person(order.Programme, person),
                new MissedSms(id, order.Purpose, Discretion.CodeOf(order.Sms), nowhere))]
            : [];

    private static WakeAt Wake(Message message, Instant at) =>
        new(AggregateId.Message(message.Id), at, message.Order?.Purpose.IsBulk() == true);

    private static WakeAt Settle(string id, Instant now) => new(AggregateId.Message(id), now + Message.SettleWithin);
}
