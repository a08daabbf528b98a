using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>The sentences of registration and consent.</summary>
public abstract partial class Words
{
    /// <summary>What a message is about, as a person would call it.</summary>
    protected abstract string PurposeName(ConsentPurpose purpose);

    protected string Listed(IEnumerable<ConsentPurpose> purposes) => string.Join(", ", purposes.Select(PurposeName));

    protected abstract string JoinedBySms(JoinedSms s);
    protected abstract string OptIn(OptInSms s);
    protected abstract string OptedIn(OptedInSms s);
    protected abstract string OptedOut(OptedOutSms s);
    protected abstract string PurposeStopped(PurposeStoppedSms s);
    protected abstract string HowToJoin(HowToJoinSms s);
    protected abstract string AlreadyJoined(AlreadyJoinedSms s);

    // USSD.

    /// <summary>The question of a step, without its choices.</summary>
    public abstract string JoinQuestion(JoinPart part, string programme);

    /// <summary>Why what was typed at a step was not taken.</summary>
    public abstract string JoinFault(JoinPart part);
    public abstract string FarmerItem { get; }
    public abstract string TraderItem { get; }
    public abstract string LeaveOut { get; }
    public abstract string YesItem { get; }
    public abstract string NoItem { get; }

    /// <summary>The keys under a question that may wait.</summary>
    public abstract string YesNoLater { get; }
    public abstract string Joined(string name, string programme);
    public abstract string NotJoined { get; }
    public abstract string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes);

    /// <summary>A name of somebody's own in at most 20 characters.</summary>
    public string Named(string name) => Name(name);

    private string OfRegistration(Sms sms) => sms switch
    {
        JoinedSms s => JoinedBySms(s),
        OptInSms s => OptIn(s),
        OptedInSms s => OptedIn(s),
        OptedOutSms s => OptedOut(s),
        PurposeStoppedSms s => PurposeStopped(s),
        HowToJoinSms s => HowToJoin(s),
        AlreadyJoinedSms s => AlreadyJoined(s),
        _ => OfPersons(sms),
    };
}
