using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// Self-registration: programme, name, role, one screen of consent. Place and crops are asked at the next visit, the PIN where it is first
/// needed. Answers are kept in the subscriber when a session drops; the result is a <see cref="Register"/>, as for any registration.
/// </summary>
public static class JoinDialogue
{
    /// <summary>The most programmes on the screen; others are named by their code.</summary>
    public const int MostChoices = 5;

    /// <summary>Whether to ask an imported person for consent on dialling, because they have not answered by SMS.</summary>
    public static bool MustAsk(Subscriber subscriber, Instant now) =>
        subscriber.Holder is not null && subscriber.Question is { Successor: null } question && question.IsOpen(now)
        // Nobody proves there who they are: see SharedUse.
        && (subscriber.Pin is not null || !subscriber.IsShared)
        && subscriber.Consent.Of(ConsentPurpose.Service) != ConsentState.Given;

    public static Transition Begin(Subscriber subscriber, IReadOnlyList<Screen> trail, UssdTurn turn, Instant now)
    {
        if (turn.Facts.Open is not { } open)
            return Transition.Asking(subscriber, new LookupRequest.OpenProgrammes(Country.OfPhone(subscriber.Phone)?.Region ?? ""));
        // Who is registered asks for a programme that does not know her yet.
        if (subscriber.Holder is not null) open = [.. open.Where(p => OneMore.MayJoin(subscriber, p.Id))];
        if (open.Count == 0 && subscriber.Holder is not null) return Dialogue.To(subscriber, trail, new NoOtherProgramme());
        if (open.Count == 0)
        {
            return new Transition(subscriber with { Interested = true }, [.. trail, new InterestNoted()],
                subscriber.Interested ? null : [new RaiseTask("", TaskKinds.Interest, subscriber.Phone, now)]);
        }
        var asks = subscriber.Holder;
        var draft = subscriber.Joining is { } begun && begun.IsKept(now) && begun.For == asks?.Key
            && (asks is null || begun.For is not null)
            ? begun
            : new JoinDraft(now, Name: asks?.Name ?? "", For: asks?.Key);
        var programme = open.FirstOrDefault(p => p.Id == draft.Programme?.Id) ?? OpenProgramme.Obvious(open, turn.ServiceCode);
        if (programme?.Id != draft.Programme?.Id) draft = draft with { Crops = null, Answers = null };
        draft =
            draft with { At = now, Programme = programme, Choices = [.. open.Take(MostChoices).Select(p => new JoinChoice(p.Id, p.Name))] };
        var next = draft.Open ?? JoinPart.Consent;
        return new Transition(subscriber with { Joining = draft },
            [.. trail, .. Answered(open, draft, next, turn.ServiceCode), new JoinStep(next)]);
    }

    /// <summary>The screens of the answered questions, so that 0 leads back through them.</summary>
    private static IEnumerable<Screen> Answered(IReadOnlyList<OpenProgramme> open, JoinDraft draft, JoinPart next, string serviceCode) =>
        Enum.GetValues<JoinPart>()
        .Where(p => p < next && Asked(draft, p) && (p != JoinPart.Programme || OpenProgramme.Obvious(open, serviceCode) is null))
        .Select(p => new JoinStep(p));

    private static bool Asked(JoinDraft draft, JoinPart part) => part <= JoinPart.Consent || draft.Chooses;

    /// <summary>Whether tips need a place and crops that the person, who registered by phone, was not asked for.</summary>
    public static bool MustAskMore(Subscriber subscriber, Instant now) =>
        subscriber is { IsShared: false, Holder: not null, Quarantine: null }
        && subscriber.Joining is { Later: not null, For: null } draft && draft.Programme?.Id == subscriber.Programme
        && draft.IsKept(now) && !subscriber.IsStopped && subscriber.Consent.TipsAllowed;

    public static Transition Step(Subscriber subscriber, UssdSession session, string typed, UssdTurn turn, Instant now)
    {
        if (session.Screen is ConsentAsk) return Consent(subscriber, session, typed, now);
        if (session.Screen is not JoinStep step || subscriber.Joining is not { } draft || !draft.IsKept(now))
            return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (subscriber.Holder is { } joins && draft.For != joins.Key) return More(subscriber, session, draft, step, typed, now);
        if (step.Part == JoinPart.Programme) return Programme(subscriber, session, draft, typed, turn);
        if (draft.Programme is null) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (Taken(subscriber, draft, step.Part, typed) is not { } next)
            return new Transition(subscriber, [.. session.Trail.SkipLast(1), step with { Fault = true }]);
        if (step.Part == JoinPart.Consent && next.Chooses)
            return new Transition(subscriber with { Joining = next }, [.. session.Trail.SkipLast(1), step with { Fault = false },
                new JoinStep(JoinPart.Service)]);
        return next.Says(ConsentPurpose.Service) == false
            ? Refused(subscriber, next, now)
            : Forward(subscriber, session, next, step.Part, turn, now);
    }

    private static Transition Programme(Subscriber subscriber, UssdSession session, JoinDraft draft, string typed, UssdTurn turn)
    {
        if (turn.Facts.Open is not { } open)
            return Transition.Asking(subscriber, new LookupRequest.OpenProgrammes(Country.OfPhone(subscriber.Phone)?.Region ?? ""));
        if (subscriber.Holder is not null) open = [.. open.Where(p => OneMore.MayJoin(subscriber, p.Id))];
        var id = int.TryParse(typed, out var n) && n >= 1 && n <= (draft.Choices?.Count ?? 0) ? draft.Choices![n - 1].Id : null;
        var chosen = open.FirstOrDefault(p => p.Id == id) ?? OpenProgramme.Find(open, typed.ToUpperInvariant());
        if (chosen is null) return new Transition(subscriber, [.. session.Trail.SkipLast(1), new JoinStep(JoinPart.Programme, true)]);
        var next = draft with { Programme = chosen, Crops = chosen.Id == draft.Programme?.Id ? draft.Crops : null,
            Answers = chosen.Id == draft.Programme?.Id ? draft.Answers : null };
        return new Transition(subscriber with { Joining = next },
            [.. session.Trail.SkipLast(1), new JoinStep(JoinPart.Programme),
                new JoinStep(next.Has(JoinPart.Name) ? next.Open ?? JoinPart.Consent : JoinPart.Name)]);
    }

    /// <summary>The draft with the typed answer; null when the answer is invalid.</summary>
    private static JoinDraft? Taken(Subscriber subscriber, JoinDraft draft, JoinPart part, string typed) => part switch
    {
        JoinPart.Name => PersonNames.Name(typed, draft.Programme?.Name ?? "") is { } name ? draft with { Name = name } : null,
        JoinPart.Role => typed switch { "1" => draft with { Role = Role.Farmer }, "2" => draft with { Role = Role.Trader }, _ => null },
        JoinPart.Place =>
            typed == "1" ? draft with { Place = "" } : PersonText.Place(typed) is { } place ? draft with { Place = place } : null,
        JoinPart.Crops => Crops(draft.Programme!.Crops, typed) is { } crops ? draft with { Crops = crops } : null,
        JoinPart.Consent => typed switch
        {
            "1" => All(subscriber, draft, typed, p => true),
            "2" => All(subscriber, draft, typed, p => p == ConsentPurpose.Service),
            "3" => draft with { Chooses = true, Answers = null },
            "4" => All(subscriber, draft, typed, p => false),
            _ => null,
        },
        _ => typed is "1" or "2" ? draft.Saying(Says(subscriber, draft, part, typed == "1")) : null,
    };

    /// <summary>One key answers for every purpose, in the words of the screen.</summary>
    private static JoinDraft All(Subscriber subscriber, JoinDraft draft, string typed, Func<ConsentPurpose, bool> yes)
    {
        var words = Words.Ussd(subscriber.Language);
        var said = $"{words.JoinQuestion(JoinPart.Consent, draft.Programme!.Name)} {words.ConsentItems[typed[0] - '1']}";
        return draft with { Chooses = false,
            Answers = [.. People.Consent.Purposes.Select(p => new ConsentGrant(p, yes(p), "ussd", said, Own: true))] };
    }

    /// <summary>Place, then crops, of somebody who joined before. 0 leaves it, and nobody asks again.</summary>
    private static Transition More(Subscriber subscriber, UssdSession session, JoinDraft draft, JoinStep step, string typed, Instant now)
    {
        if (step.Part < JoinPart.Place || !MustAskMore(subscriber, now)) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (Taken(subscriber, draft, step.Part, typed) is not { } next)
            return new Transition(subscriber, [.. session.Trail.SkipLast(1), step with { Fault = true }]);
        var holder = subscriber.Holder! with { Place = next.Place ?? "", Crops = next.Crops ?? subscriber.Holder.Crops };
        var known = subscriber with { Holder = holder, Joining = next.Later is null ? null : next };
        return next.Later is { } more
            ? new Transition(known, [.. session.Trail.SkipLast(1), new JoinStep(more)])
            : new Transition(known, [Dialogue.HomeOf(subscriber)]);
    }

    /// <summary>Numbers in a row, with or without separators: <c>13</c>, <c>1 3</c>, <c>1,3</c>.</summary>
    private static IReadOnlyList<string>? Crops(IReadOnlyList<string> crops, string typed)
    {
        var digits = typed.Where(c => c is not (' ' or ',' or '.' or '-' or '+')).ToList();
        if (digits.Count == 0 || digits.Any(d => d < '1' || d - '0' > Math.Min(9, crops.Count))) return null;
        return [.. digits.Distinct().Order().Select(d => crops[d - '1'])];
    }

    private static ConsentGrant Says(Subscriber subscriber, JoinDraft draft, JoinPart part, bool yes)
    {
        var words = Words.Ussd(subscriber.Language);
        return new(JoinDraft.PurposeOf(part), yes, "ussd",
            $"{words.JoinQuestion(part, draft.Programme!.Name)} {(yes ? words.YesItem : words.NoItem)}", Own: true);
    }

    private static Transition Forward(Subscriber subscriber, UssdSession session, JoinDraft draft, JoinPart part, UssdTurn turn,
        Instant now)
    {
        JoinPart? next = part < JoinPart.Consent || part > JoinPart.Consent && part < JoinPart.Surveys ? part + 1 : draft.Open;
        return next is { } open
            ? new Transition(subscriber with { Joining = draft }, [.. session.Trail.SkipLast(1), new JoinStep(part), new JoinStep(open)])
            : Done(subscriber, draft, turn, now);
    }

    private static Transition Done(Subscriber before, JoinDraft draft, UssdTurn turn, Instant now)
    {
        var id = $"ussd|{turn.SessionId}|{turn.Consumed}";
        if (turn.Facts.Secret is not { } secret) return Transition.Asking(before, new LookupRequest.ASecret($"{before.Phone}|{id}"));
        var subscriber = before with { Joining = draft };
        var register = new Register(id, draft.ToHolder(subscriber, id, secret), null, "ussd", draft.Answers);
        var outcome = subscriber.Holder is null
            ? SubscriberDecisions.Registered(subscriber, register, now)
            : OneMore.Joined(subscriber, register, now);
        // The answers are given; the rest of the draft waits for the next visit, when place and crops are asked.
        var joined = draft.Later is null ? outcome.State!
            : outcome.State! with { Joining = draft with { At = now, Answers = null, For = null } };
        var sms = new JoinedSms(draft.Name, draft.Programme!.Name, joined.Consent.In(ConsentState.Given), turn.ServiceCode);
        var receipt = new Send(SmsOrder.To(subscriber.Phone, Purpose.Receipt, sms, joined.Programme, now));
        return new Transition(joined, [new Home(), new Joined(draft.Programme.Name)],
            [.. outcome.Effects, receipt, .. JoinDraft.Follows(register.Holder, now)]) { Who = joined.Holder!.Key };
    }

    /// <summary>Suppresses the number, so that the question is not repeated, and deletes all other answers.</summary>
    private static Transition Refused(Subscriber subscriber, JoinDraft draft, Instant now)
    {
        // A no to one more programme stops nothing of the others.
        if (subscriber.Holder is not null) return new Transition(subscriber with { Joining = null }, [new Home(), new NotJoined()]);
        var said = draft.Answers!.First(a => a.Purpose == ConsentPurpose.Service);
        var outcome = ConsentDecisions.Stop(subscriber with { Joining = null }, said.Source, said.Words, now);
        return new Transition(outcome.State!, [new StrangerHome(), new NotJoined()], outcome.Effects);
    }

    private static Transition Consent(Subscriber subscriber, UssdSession session, string typed, Instant now)
    {
        if (!MustAsk(subscriber, now)) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (typed is not ("1" or "2")) return new Transition(subscriber, session.Trail, Notice: true);
        var words = Words.Ussd(subscriber.Language);
        var outcome =
            ConsentDecisions.Answer(subscriber, typed == "1", "ussd",
                $"{words.MayWeWrite(subscriber.Question!.Programme, subscriber.Question.Purposes)} "
                    + $"{(typed == "1" ? words.YesItem : words.NoItem)}", now);
        return new Transition(outcome.State!, [Dialogue.HomeOf(subscriber)], outcome.Effects);
    }
}
