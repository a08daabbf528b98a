using System.Collections.Frozen;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>A decision whose state is untyped, for the engine.</summary>
public sealed record Decision(object? State, IReadOnlyList<Effect> Effects, object? Reply);

/// <summary>Maps each kind of aggregate to its decisions and its state type.</summary>
public static class Aggregates
{
    private static readonly FrozenDictionary<Type, AggregateKind> kinds =
        Enum.GetValues<AggregateKind>().ToFrozenDictionary(StateType, kind => kind);

    /// <summary>The decision, with the events for partners that follow from what it changes.</summary>
    public static Decision Decide(AggregateId id, object? state, Command command, Instant now)
    {
        var decision = Made(id, state, command, now);
        return ReferenceEquals(decision.State, state) || PartnerEvents.Of(state, decision.State, now).ToList() is not { Count: > 0 } events
            ? decision
            : decision with { Effects = [.. decision.Effects, .. events] };
    }

    private static Decision Made(AggregateId id, object? state, Command command, Instant now) => id.Kind switch
    {
        AggregateKind.Subscriber => Untyped(SubscriberDecisions.Decide((Subscriber?)state, id.Key, command, now)),
        AggregateKind.Agreement => Untyped(AgreementDecisions.Decide((Agreement?)state, id.Key, command, now)),
        AggregateKind.Account => Untyped(AccountDecisions.Decide((Account?)state, id.Key, command, now)),
        AggregateKind.Message => Untyped(MessageDecisions.Decide((Message?)state, id.Key, command, now)),
        AggregateKind.Broadcast => Untyped(BroadcastDecisions.Decide((Broadcast?)state, id.Key, command, now)),
        AggregateKind.Batch => Untyped(BatchDecisions.Decide((Batch?)state, command, now)),
        AggregateKind.Approval => Untyped(ApprovalDecisions.Decide((Approval?)state, id.Key, command, now)),
        AggregateKind.Inbox => Untyped(InboxDecisions.Decide((InboxItem?)state, command, now)),
        AggregateKind.Import => Untyped(ImportDecisions.Decide((Import?)state, id.Key, command, now)),
        AggregateKind.Person => Untyped(PersonDecisions.Decide((Person?)state, command, now)),
        AggregateKind.Sweep => Untyped(SweepDecisions.Decide((Sweep?)state, id.Key, command, now)),
        AggregateKind.Learner => Untyped(LearnerDecisions.Decide((Learner?)state, id.Key, command, now)),
        AggregateKind.Intake => Untyped(IntakeDecisions.Decide((Intake?)state, id.Key, command, now)),
        AggregateKind.Transaction => Untyped(TransactionDecisions.Decide((Transaction?)state, command, now)),
        AggregateKind.Course => Untyped(CourseStandingDecisions.Decide((CourseStanding?)state, command)),
        AggregateKind.Budget => Untyped(BudgetDecisions.Decide((Budget?)state, id.Key, command)),
        AggregateKind.Organisation => Untyped(OrganisationDecisions.Decide((Organisation?)state, command, now)),
        AggregateKind.EventTargets => Untyped(EventTargetDecisions.Decide((EventTargets?)state, id.Key, command, now)),
        AggregateKind.EventDelivery => Untyped(EventDeliveryDecisions.Decide((EventDelivery?)state, id.Key, command, now)),
        AggregateKind.Ending => Untyped(EndingDecisions.Decide((Ending?)state, id.Key, command, now)),
        AggregateKind.Programme => Untyped(ProgrammeDecisions.Decide((Programme?)state, command)),
        _ => throw new InvalidOperationException($"No decisions for {id.Kind}."),
    };

    public static Type StateType(AggregateKind kind) => kind switch
    {
        AggregateKind.Subscriber => typeof(Subscriber),
        AggregateKind.Agreement => typeof(Agreement),
        AggregateKind.Account => typeof(Account),
        AggregateKind.Message => typeof(Message),
        AggregateKind.Broadcast => typeof(Broadcast),
        AggregateKind.Batch => typeof(Batch),
        AggregateKind.Inbox => typeof(InboxItem),
        AggregateKind.Programme => typeof(Programme),
        AggregateKind.Approval => typeof(Approval),
        AggregateKind.Import => typeof(Import),
        AggregateKind.Person => typeof(Person),
        AggregateKind.Sweep => typeof(Sweep),
        AggregateKind.Learner => typeof(Learner),
        AggregateKind.Intake => typeof(Intake),
        AggregateKind.Transaction => typeof(Transaction),
        AggregateKind.Course => typeof(CourseStanding),
        AggregateKind.Budget => typeof(Budget),
        AggregateKind.Organisation => typeof(Organisation),
        AggregateKind.EventTargets => typeof(EventTargets),
        AggregateKind.EventDelivery => typeof(EventDelivery),
        AggregateKind.Ending => typeof(Ending),
        _ => throw new InvalidOperationException($"No state for {kind}."),
    };

    /// <summary>The kind whose state has this type.</summary>
    public static AggregateKind KindOf(Type state) => kinds[state];

    /// <summary>The formats of a kind's stored state. A change that older data does not fit raises the kind's number here.</summary>
    public static Format FormatOf(AggregateKind kind) => kind switch
    {
        _ => Format.First,
    };

    private static Decision Untyped<T>(Outcome<T> outcome) where T : class => new(outcome.State, outcome.Effects, outcome.Reply);
}
