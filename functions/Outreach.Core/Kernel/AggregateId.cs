using System.Globalization;

namespace Outreach.Core.Kernel;

/// <summary>The kinds of aggregates. Each aggregate is one table entity.</summary>
public enum AggregateKind { Subscriber, Agreement, Account, Message, Broadcast, Batch, Programme, Approval, Inbox, Import, Person, Sweep,
    Learner, Intake, Transaction, Course, Budget, Organisation, EventTargets, EventDelivery, Ending }

/// <summary>The id of one aggregate: its kind and its key within the kind.</summary>
public readonly record struct AggregateId(AggregateKind Kind, string Key)
{
    public static AggregateId Subscriber(string phone) => new(AggregateKind.Subscriber, phone);
    public static AggregateId Agreement(string code) => new(AggregateKind.Agreement, code);
    /// <summary>One person's account in one programme, or a further shard of it.</summary>
    public static AggregateId Account(string programme, string personId, int shard = 0) => new(AggregateKind.Account,
        shard == 0 ? $"{programme}.{personId}" : string.Create(CultureInfo.InvariantCulture, $"{programme}.{personId}~{shard}"));
    public static AggregateId Message(string id) => new(AggregateKind.Message, id);
    public static AggregateId Broadcast(string id) => new(AggregateKind.Broadcast, id);
    /// <summary>One batch of a broadcast's recipients.</summary>
    public static AggregateId Batch(string broadcast, int page) => new(AggregateKind.Batch, $"{broadcast}.{page:D5}");
    /// <summary>One person in one programme.</summary>
    public static AggregateId Person(string programme, string personId) => new(AggregateKind.Person, $"{programme}.{personId}");
    public static AggregateId Programme(string id) => new(AggregateKind.Programme, id);
    /// <summary>An action that a second holder of an API key has to approve, in one programme.</summary>
    public static AggregateId Approval(string programme, string id) => new(AggregateKind.Approval, $"{programme}.{id}");

    /// <summary>An SMS that a coordinator has to read, in its programme's inbox.</summary>
    public static AggregateId Inbox(string programme, string id) => new(AggregateKind.Inbox, $"{programme}.{id}");

    /// <summary>One person's courses in one programme.</summary>
    public static AggregateId Learner(string programme, string personId) => new(AggregateKind.Learner, $"{programme}.{personId}");

    /// <summary>An order to put many people into a course, in one programme.</summary>
    public static AggregateId Intake(string programme, string id) => new(AggregateKind.Intake, $"{programme}.{id}");

    /// <summary>A mobile-money provider's transaction, in one programme: no programme's partner takes one away from another's.</summary>
    public static AggregateId Transaction(string programme, string provider, string id) =>
        new(AggregateKind.Transaction, $"{programme}.{provider}.{id}");

    /// <summary>What changes about one course of a programme.</summary>
    public static AggregateId Course(string programme, string id) => new(AggregateKind.Course, $"{programme}.{id}");

    /// <summary>A programme's money for SMS.</summary>
    public static AggregateId Budget(string programme) => new(AggregateKind.Budget, programme);

    /// <summary>A partner.</summary>
    public static AggregateId Organisation(string id) => new(AggregateKind.Organisation, id);

    /// <summary>Where a programme's events go to.</summary>
    public static AggregateId EventTargets(string programme) => new(AggregateKind.EventTargets, programme);

    /// <summary>One event on its way to one target.</summary>
    public static AggregateId EventDelivery(string key) => new(AggregateKind.EventDelivery, key);

    /// <summary>The end of a programme, and who was told of it.</summary>
    public static AggregateId Ending(string programme) => new(AggregateKind.Ending, programme);

    /// <summary>A walk through all tables, for expired rows or for an erased person.</summary>
    public static AggregateId Sweep(string key) => new(AggregateKind.Sweep, key);

    /// <summary>The programme of a key that begins with it, such as <c>programme.personId</c>.</summary>
    public static string ProgrammeOf(string key) => key[..key.IndexOf('.', StringComparison.Ordinal)];

    public override string ToString() => $"{Kind}/{Key}";
}
