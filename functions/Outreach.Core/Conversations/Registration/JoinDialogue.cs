using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// Registering oneself: programme, name, role, place, crops, then for each purpose whether one may be written to, then a PIN. What is typed
/// stays in the line, so a dropped session loses nothing; it ends in the same <see cref="Register"/> as any other registration.
/// </summary>
public static class JoinDialogue
{
    /// <summary>Programmes shown to choose from; any other is named by its code.</summary>
    public const int MostChoices = 5;

    /// <summary>An imported person who has not answered by SMS is asked when they dial.</summary>
    public static bool MustAsk(Line line, Instant now) => line.Holder is not null && line.Question?.IsOpen(now) == true && line.Consent.Service != ConsentState.Given;

    public static Move Begin(Line line, IReadOnlyList<Screen> trail, UssdTurn turn, Instant now)
    {
        if (turn.Facts.Open is not { } open) return Move.Asking(line, new Need.OpenProgrammes(Country.OfPhone(line.Phone)?.Region ?? ""));
        if (open.Count == 0)
        {
            return new Move(line with { Interested = true }, [.. trail, new InterestNoted()], line.Interested ? null : [new RaiseTask("", "interest", line.Phone, now)]);
        }
        var draft = line.Joining is { } begun && now - begun.At < JoinDraft.KeptFor ? begun : new JoinDraft(now);
        var programme = open.FirstOrDefault(p => p.Id == draft.Programme?.Id) ?? OpenProgramme.Obvious(open, turn.ServiceCode);
        if (programme?.Id != draft.Programme?.Id) draft = draft with { Crops = null, Answers = null };
        draft = draft with { At = now, Programme = programme, Choices = [.. open.Take(MostChoices).Select(p => new JoinChoice(p.Id, p.Name))] };
        var next = draft.Open ?? JoinPart.Surveys;
        return new Move(line with { Joining = draft }, [.. trail, .. Answered(open, draft, next, turn.ServiceCode), new JoinStep(next)]);
    }

    /// <summary>What was answered before, so that 0 leads back through it.</summary>
    private static IEnumerable<Screen> Answered(IReadOnlyList<OpenProgramme> open, JoinDraft draft, JoinPart next, string serviceCode) => Enum.GetValues<JoinPart>()
        .Where(p => p < next && Asked(draft, p) && (p != JoinPart.Programme || OpenProgramme.Obvious(open, serviceCode) is null)).Select(p => new JoinStep(p));

    private static bool Asked(JoinDraft draft, JoinPart part) => part != JoinPart.Crops || draft.Programme is not { Crops.Count: <= 1 };

    public static Move Step(Line line, UssdSession session, string typed, UssdTurn turn, Instant now)
    {
        if (session.Screen is ConsentAsk) return Consent(line, session, typed, now);
        if (session.Screen is not JoinStep step || line.Joining is not { } draft || line.Holder is not null) return new Move(line, [Dialogue.HomeOf(line)]);
        if (step.Part == JoinPart.Programme) return Programme(line, session, draft, typed, turn);
        if (draft.Programme is null) return new Move(line, [Dialogue.HomeOf(line)]);
        if (Taken(line, draft, step.Part, typed) is not { } next) return new Move(line, [.. session.Trail.SkipLast(1), step with { Fault = true }]);
        return next.Says(ConsentPurpose.Service) == false ? Refused(line, next, now) : Forward(line with { Joining = next }, session, next, step.Part, turn, now);
    }

    private static Move Programme(Line line, UssdSession session, JoinDraft draft, string typed, UssdTurn turn)
    {
        if (turn.Facts.Open is not { } open) return Move.Asking(line, new Need.OpenProgrammes(Country.OfPhone(line.Phone)?.Region ?? ""));
        var id = int.TryParse(typed, out var n) && n >= 1 && n <= (draft.Choices?.Count ?? 0) ? draft.Choices![n - 1].Id : null;
        var chosen = open.FirstOrDefault(p => p.Id == id) ?? OpenProgramme.Find(open, typed.ToUpperInvariant());
        if (chosen is null) return new Move(line, [.. session.Trail.SkipLast(1), new JoinStep(JoinPart.Programme, true)]);
        var next = draft with { Programme = chosen, Crops = chosen.Id == draft.Programme?.Id ? draft.Crops : null };
        return new Move(line with { Joining = next }, [.. session.Trail.SkipLast(1), new JoinStep(JoinPart.Programme), new JoinStep(JoinPart.Name)]);
    }

    /// <summary>The draft with what was typed; null when that is no answer.</summary>
    private static JoinDraft? Taken(Line line, JoinDraft draft, JoinPart part, string typed) => part switch
    {
        JoinPart.Name => PersonText.Name(typed) is { } name ? draft with { Name = name } : null,
        JoinPart.Role => typed switch { "1" => draft with { Role = Role.Farmer }, "2" => draft with { Role = Role.Trader }, _ => null },
        JoinPart.Place => typed == "1" ? draft with { Place = "" } : PersonText.Place(typed) is { } place ? draft with { Place = place } : null,
        JoinPart.Crops => Crops(draft.Programme!.Crops, typed) is { } crops ? draft with { Crops = crops } : null,
        _ => typed is "1" or "2" ? draft.Saying(Says(line, draft, part, typed == "1")) : null,
    };

    /// <summary>Numbers one after another, with or without something between: <c>13</c>, <c>1 3</c>, <c>1,3</c>.</summary>
    private static IReadOnlyList<string>? Crops(IReadOnlyList<string> crops, string typed)
    {
        var digits = typed.Where(c => c is not (' ' or ',' or '.' or '-' or '+')).ToList();
        if (digits.Count == 0 || digits.Any(d => d < '1' || d - '0' > Math.Min(9, crops.Count))) return null;
        return [.. digits.Distinct().Order().Select(d => crops[d - '1'])];
    }

    private static ConsentGrant Says(Line line, JoinDraft draft, JoinPart part, bool yes)
    {
        var words = Words.Ussd(line.Language);
        return new(JoinDraft.PurposeOf(part), yes, "ussd", $"{words.JoinQuestion(part, draft.Programme!.Name)} {(yes ? words.YesItem : words.NoItem)}", Own: true);
    }

    private static Move Forward(Line line, UssdSession session, JoinDraft draft, JoinPart part, UssdTurn turn, Instant now)
    {
        JoinPart? next = part < JoinPart.Surveys ? part + 1 : draft.Open;
        if (next == JoinPart.Crops && !Asked(draft, JoinPart.Crops)) next = JoinPart.Service;
        return next is { } open
            ? new Move(line, [.. session.Trail.SkipLast(1), new JoinStep(part), new JoinStep(open)])
            : Done(line, draft, turn, now);
    }

    private static Move Done(Line line, JoinDraft draft, UssdTurn turn, Instant now)
    {
        var register = new Register($"ussd|{turn.SessionId}|{turn.Consumed}", draft.ToHolder(line), null, "ussd", draft.Answers);
        var outcome = LineDecisions.Registered(line, register, now);
        var joined = outcome.State!;
        var sms = new JoinedSms(draft.Name, draft.Programme!.Name, joined.Consent.In(ConsentState.Given), turn.ServiceCode);
        var receipt = new Send(SmsOrder.To(line.Phone, Purpose.Receipt, sms, joined.Programme, now));
        return new Move(joined, [new Home(), new Joined(draft.Programme.Name)], [.. outcome.Effects, receipt]) { Who = joined.Holder!.Key };
    }

    /// <summary>A no is written down too, so that nobody asks again; all else that was typed goes.</summary>
    private static Move Refused(Line line, JoinDraft draft, Instant now)
    {
        var said = draft.Answers!.First(a => a.Purpose == ConsentPurpose.Service);
        var refused = line with { Joining = null, Consent = line.Consent.With(ConsentPurpose.Service, ConsentState.Refused) with { StoppedAt = now } };
        var outcome = ConsentDecisions.Noted(refused, [new(ConsentAct.Refused, [ConsentPurpose.Service], said.Source, said.Words)], now);
        return new Move(outcome.State!, [new StrangerHome(), new NotJoined()], outcome.Effects);
    }

    private static Move Consent(Line line, UssdSession session, string typed, Instant now)
    {
        if (!MustAsk(line, now)) return new Move(line, [Dialogue.HomeOf(line)]);
        if (typed is not ("1" or "2")) return new Move(line, session.Trail, Notice: true);
        var words = Words.Ussd(line.Language);
        var outcome = ConsentDecisions.Answer(line, typed == "1", "ussd", $"{words.MayWeWrite(line.Question!.Programme, line.Question.Purposes)} {(typed == "1" ? words.YesItem : words.NoItem)}", now);
        return new Move(outcome.State!, [Dialogue.HomeOf(line)], outcome.Effects);
    }
}
