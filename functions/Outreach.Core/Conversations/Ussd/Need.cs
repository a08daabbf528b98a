using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What a turn asks the App to look up before it can go on.</summary>
public abstract record Need
{
    public sealed record AnAccount(AggregateId Id) : Need;
    public sealed record PinChecked(string Typed, string Hash) : Need;
    public sealed record PinHashed(string Typed) : Need;
    public sealed record TheSubscriberOf(string Phone) : Need;
    public sealed record ACode(string Programme) : Need;
    public sealed record ASecret : Need;
    public sealed record ADataCode : Need;
    public sealed record OpenProgrammes(string Region) : Need;
    public sealed record OldNumberPin(string Phone, string Typed) : Need;
    public sealed record Digits(string For) : Need;
}

/// <summary>Which turn of a path asks what.</summary>
public sealed record Asked(int Turn, Need Need);

/// <summary>What the handset shows.</summary>
public sealed record Shown(string Text, bool End)
{
    public static Shown Of(UssdSession session) => new(session.Shown, session.Ended);
}
