namespace Outreach.Core;

/// <summary>The kinds of things that change. Each one is one table entity.</summary>
public enum AggregateKind { Line, Agreement, Account, Message, Broadcast, Page, Programme, Approval, Inbox, Import, Person, Sweep }

/// <summary>Names one aggregate: its kind and its key within the kind.</summary>
public readonly record struct AggregateId(AggregateKind Kind, string Key)
{
    public static AggregateId Line(string phone) => new(AggregateKind.Line, phone);
    public static AggregateId Agreement(string code) => new(AggregateKind.Agreement, code);
    /// <summary>One person's account in one programme.</summary>
    public static AggregateId Account(string programme, string personId) => new(AggregateKind.Account, $"{programme}.{personId}");
    public static AggregateId Message(string id) => new(AggregateKind.Message, id);
    public static AggregateId Broadcast(string id) => new(AggregateKind.Broadcast, id);
    /// <summary>One page of a broadcast's recipients.</summary>
    public static AggregateId Page(string broadcast, int page) => new(AggregateKind.Page, $"{broadcast}.{page:D5}");
    /// <summary>One person in one programme.</summary>
    public static AggregateId Person(string programme, string personId) => new(AggregateKind.Person, $"{programme}.{personId}");
    public static AggregateId Programme(string id) => new(AggregateKind.Programme, id);
    /// <summary>What a second holder of an API key has to approve, in one programme.</summary>
    public static AggregateId Approval(string programme, string id) => new(AggregateKind.Approval, $"{programme}.{id}");

    /// <summary>An SMS that only a person can read, in its programme's inbox.</summary>
    public static AggregateId Inbox(string programme, string id) => new(AggregateKind.Inbox, $"{programme}.{id}");

    /// <summary>A walk through all tables: of what is past its time, or of a person who is erased.</summary>
    public static AggregateId Sweep(string key) => new(AggregateKind.Sweep, key);

    public override string ToString() => $"{Kind}/{Key}";
}

/// <summary>Something an aggregate is asked to do. Derived types are written to storage by their name, so a rename is a migration.</summary>
public abstract record Command;

/// <summary>The time that an aggregate asked to be woken at has come; it looks for itself what is due.</summary>
public sealed record Wake : Command;

/// <summary>
/// What a decision answers: the next state (the same object when nothing changed), what is to be carried out once it is committed,
/// and what to tell the caller at once.
/// </summary>
public sealed record Outcome<TState>(TState? State, IReadOnlyList<Effect> Effects, object? Reply = null) where TState : class
{
    /// <summary>Nothing changes and nothing follows.</summary>
    public static Outcome<TState> Nothing(TState? state, object? reply = null) => new(state, [], reply);
}
