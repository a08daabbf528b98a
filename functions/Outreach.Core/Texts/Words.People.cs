using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>Screens about joining, PINs and numbers.</summary>
public sealed partial class Words
{
    /// <summary>Tells how long the PIN is locked: 15 minutes, an hour or a day at first. Rounds up, never below the wait.</summary>
    public string PinLocked(int minutes)
    {
        var wait = minutes switch { 1 => "Minute", < 60 => "Minutes", 60 => "Hour", _ => "Hours" };
        return Say("Screen.PinLocked." + wait, minutes, (minutes + 59) / 60);
    }

    public string ResetQuestion(string by) => Say("Screen.ResetQuestion", Name(by));

    public string KeepQuestion(bool moves, string number) => Say(moves ? "Screen.KeepMove" : "Screen.KeepNumber", number);
    public string NewcomerQuestion(string name) => Say("Screen.NewcomerQuestion", Name(name));

    /// <summary>The question of a step, without its choices.</summary>
    public string JoinQuestion(JoinPart part, string programme) => Say($"Screen.JoinQuestion.{part}", Name(programme));

    /// <summary>All, the service only, choose, none.</summary>
    public IReadOnlyList<string> ConsentItems => [Say("Screen.ConsentItem.All"), Say("Screen.ConsentItem.Service"),
        Say("Screen.ConsentItem.Choose"), NoItem];

    /// <summary>The reason why a step refused the typed text.</summary>
    public string JoinFault(JoinPart part) =>
        part is JoinPart.Programme or JoinPart.Name or JoinPart.Place or JoinPart.Crops ? Say($"Screen.JoinFault.{part}") : NotAChoice;

    public string Joined(string name, string programme) => Say("Screen.Joined", Name(name), Name(programme));
    /// <summary>Whether the person's data goes to a successor.</summary>
    public string HandOverRow(string successor, bool allowed) =>
        $"{Say("Screen.HandOver", Name(successor))}: {(allowed ? YesItem : NoItem)}";

    public string PurposeRow(ConsentPurpose purpose, bool allowed) => $"{Say($"Both.Purpose.{purpose}")}: {(allowed ? YesItem : NoItem)}";

    public string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) =>
        Say("Screen.MayWeWrite", Name(programme), purposes);

    public string Fault(NumberFault fault) => Say($"Screen.NumberFault.{(fault == NumberFault.None ? NumberFault.NotANumber : fault)}");

    /// <summary>Tells that a code was sent to the new number.</summary>
    /// <param name="number">The last digits of the new number.</param>
    public string TypeMoveCode(string number) => Say("Screen.TypeMoveCode", number);

    public string CodeShown(AgreementAction act, string code) =>
        Say("Screen.CodeShown." + (act == AgreementAction.Letter ? "Letter" : "Data"), code);

    public string LeaveQuestion(string programme, bool owes) => Say("Screen.LeaveQuestion." + (owes ? "Owes" : "Plain"), Name(programme));

    public string ContactShown(string name, string number, bool agreed) =>
        Say("Screen.ContactShown." + (agreed ? "Agreed" : "Asked"), Name(name), number);

    public string NumberChangesIn(int hours) => Say("Screen.NumberChangesIn", hours);
}
