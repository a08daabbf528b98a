using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>A lookup that a turn asks the App for before it can go on.</summary>
public abstract record LookupRequest
{
    public sealed record AnAccount(AggregateId Id) : LookupRequest;
    /// <param name="For">The command that goes to it.</param>
    public sealed record AnAgreement(AggregateId Id, Command For) : LookupRequest;
    public sealed record ThePerson(AggregateId Id) : LookupRequest;
    public sealed record TheLearner(AggregateId Id) : LookupRequest;
    public sealed record PinChecked(string Typed, string Hash) : LookupRequest;
    public sealed record PinHashed(string Typed) : LookupRequest;
    public sealed record TheSubscriberOf(string Phone) : LookupRequest;
    public sealed record ACode(string Programme) : LookupRequest;
    /// <param name="For">The same purpose gives the same code, so that a repeated request shows the same.</param>
    public sealed record ASecret(string For) : LookupRequest;
    public sealed record ADataCode(string For) : LookupRequest;
    /// <summary>What a person in several programmes has in each.</summary>
    public sealed record HerProgrammes(IReadOnlyList<string> Keys, ProgrammeMatter For) : LookupRequest;
    public sealed record OpenProgrammes(string Region) : LookupRequest;
    public sealed record OldNumberPin(string Phone, string Typed) : LookupRequest;
    public sealed record Digits(string For) : LookupRequest;
}

/// <summary>A turn of a path and the lookup that it asks for.</summary>
public sealed record PendingLookup(int Turn, LookupRequest Need);

/// <summary>The text that the handset shows.</summary>
public sealed record Shown(string Text, bool End)
{
    public static Shown Of(UssdSession session) => new(session.Shown, session.Ended);
}
