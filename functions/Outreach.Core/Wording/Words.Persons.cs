using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public abstract partial class Words
{
    protected abstract string Discreet(DiscreetSms s);
    protected abstract string SharedDial(SharedDialSms s);
    protected abstract string ProveIt(ProveItSms s);
    protected abstract string MoveCode(MoveCodeSms s);
    protected abstract string MoveWarn(MoveWarnSms s);
    protected abstract string MoveStopped { get; }
    protected abstract string MovedHere(MovedHereSms s);
    protected abstract string MovedAway(MovedAwaySms s);
    protected abstract string ContactAsk(ContactAskSms s);
    protected abstract string ContactThanks { get; }
    protected abstract string PassItOn(PassItOnSms s);

    /// <summary>Several people share the phone.</summary>
    public abstract string WhoIsThis { get; }

    /// <summary>An offer goes to one of those who share a phone.</summary>
    public abstract string WhoThere { get; }

    /// <summary>No PIN is set, and not everybody with this phone may choose one.</summary>
    public abstract string PinFromCoordinator { get; }

    /// <summary>The number was silent for long.</summary>
    public abstract string StillYours { get; }
    public abstract string StillMine { get; }
    public abstract string NotTheirs { get; }

    public abstract string ChangeNumberItem { get; }
    public abstract string OldNumberItem { get; }
    public abstract string NewNumber { get; }
    public abstract string NewNumberAgain { get; }
    public abstract string OldNumber { get; }
    public abstract string OldNumberPin { get; }
    public abstract string Fault(NumberFault fault);

    /// <summary>A code is on its way to a number that changes.</summary>
    /// <param name="number">Its last digits.</param>
    public abstract string TypeMoveCode(string number);
    public abstract string NumberChanged { get; }
    public abstract string NumberChangesIn(int hours);

    /// <summary>A first name among several on one screen.</summary>
    public string ShortName(string name) => Name(name) is { Length: > 14 } full ? full[..14].TrimEnd() : Name(name);

    private string OfPersons(Sms sms) => sms switch
    {
        DiscreetSms s => Discreet(s),
        SharedDialSms s => SharedDial(s),
        ProveItSms s => ProveIt(s),
        MoveCodeSms s => MoveCode(s),
        MoveWarnSms s => MoveWarn(s),
        MoveStoppedSms => MoveStopped,
        MovedHereSms s => MovedHere(s),
        MovedAwaySms s => MovedAway(s),
        ContactAskSms s => ContactAsk(s),
        ContactThanksSms => ContactThanks,
        PassItOnSms s => PassItOn(s),
        _ => throw new InvalidOperationException($"No words for {sms.GetType().Name}."),
    };
}
