using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Messaging;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Kernel;

/// <summary>The kinds of things that change. Each one is one table entity.</summary>
public enum AggregateKind { Subscriber, Agreement, Account, Message, Broadcast, Batch, Programme, Approval, Inbox, Import, Person, Sweep }

/// <summary>Names one aggregate: its kind and its key within the kind.</summary>
public readonly record struct AggregateId(AggregateKind Kind, string Key)
{
    public static AggregateId Subscriber(string phone) => new(AggregateKind.Subscriber, phone);
    public static AggregateId Agreement(string code) => new(AggregateKind.Agreement, code);
    /// <summary>One person's account in one programme.</summary>
    public static AggregateId Account(string programme, string personId) => new(AggregateKind.Account, $"{programme}.{personId}");
    public static AggregateId Message(string id) => new(AggregateKind.Message, id);
    public static AggregateId Broadcast(string id) => new(AggregateKind.Broadcast, id);
    /// <summary>One page of a broadcast's recipients.</summary>
    public static AggregateId Batch(string broadcast, int page) => new(AggregateKind.Batch, $"{broadcast}.{page:D5}");
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
