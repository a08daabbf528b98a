using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>What a person is asked before leaving a programme. It must be seen: no key typed ahead leaves.</summary>
[StoredAs("LeaveCheck")]
public sealed record LeaveCheck : AccountScreen
{
    public override bool NeedsPerson => true;
    public override bool MustBeSeen => true;
}

[StoredAs("LeaveBegun")] public sealed record LeaveBegun : Screen;

/// <summary>Leaving a programme by SMS or menu: asked first, and done a day after the answer.</summary>
internal static class Leaving
{
    /// <summary>LEAVE asks; LEAVE and the programme answers, if it was asked before.</summary>
    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, string? programme, Instant now)
    {
        var holder = subscriber.Holder!;
        var asked = subscriber.LeaveAsked is { } open && open.Key == holder.Key && now < open.At + LeaveAsk.OpenFor && sms.IsAfter(open.At);
        if (asked && programme == holder.Programme)
        {
            var outcome = Left(subscriber with { LeaveAsked = null }, sms.Id, "sms", sms.Text, sms.ReceivedAt ?? now);
            return new(SmsDecisions.WithHandled(outcome.State!, sms), outcome.Effects);
        }
        var question = new LeaveAskSms(sms.ProgrammeName ?? holder.Programme, holder.Programme.ToUpperInvariant(), IsOpen(sms.Account));
        return SmsDecisions.Reply(subscriber with { LeaveAsked = new(holder.Key, now) }, sms, question, now);
    }

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn, Instant now)
    {
        if (typed != "1") return Dialogue.Again(subscriber, trail);
        var outcome = Left(subscriber, $"{subscriber.Phone}|{turn.SessionId}|{turn.Consumed}", "ussd", "1", now);
        return new Transition(outcome.State!, [new LeaveBegun()], outcome.Effects);
    }

    public static string Text(Words words, Account? account, string programme) =>
        words.LeaveQuestion(programme, IsOpen(account)) + "\n1 " + words.LeaveYes + "\n" + words.BackHome;

    /// <summary>Messages stop at once; the person's phones hear of the rest, and KEEP stops it for a day.</summary>
    private static Outcome<Subscriber> Left(Subscriber subscriber, string id, string source, string words, Instant at)
    {
        var holder = subscriber.Holder!;
        var stopped = ConsentDecisions.Leave(subscriber, source, words, at);
        return stopped with { Effects = [.. stopped.Effects,
            new Tell(AggregateId.Person(holder.Programme, holder.PersonId), ProgrammeLeaving.Act(id))] };
    }

    private static bool IsOpen(Account? account) => Erasure.IsOpen(account);
}
