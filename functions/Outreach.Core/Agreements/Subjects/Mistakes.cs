using System.Globalization;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>How a fact can be corrected.</summary>
public enum CorrectionWay
{
    /// <summary>It is not answered: who said it takes it back at once.</summary>
    TakenBack,
    /// <summary>One side asks, the other agrees.</summary>
    Asked,
    /// <summary>Both agreed to it with the terms: two owners take it out.</summary>
    TwoOwners,
    /// <summary>A provider proves it: it reverses the transfer, or the transaction is assigned elsewhere.</summary>
    Provider,
}

/// <summary>
/// Takes back what was said by mistake: at once while it is unanswered. What is posted is corrected by a fact that names it, which
/// takes the other side's yes, two owners or the provider's reversal. Nothing is erased.
/// </summary>
public static class Mistakes
{
    internal static Outcome<Agreement> Report(Agreement agreement, ReportMistake mistake, Instant now)
    {
        var by = mistake.By;
        var other = Agreement.Other(agreement.SideOf(by.PersonId)!.Value);
        // Who is asked "right?" and answers "wrong" says no.
        var named = mistake.Ask > 0 ? agreement.Questions.FirstOrDefault(q => q.Number == mistake.Ask) : null;
        if (named is not null && named.Of != other) return Questions.Answer(agreement, new(by, false, mistake.Ask), now);
        var chosen = agreement.Mistakes?.FirstOrDefault(m => m.Number == mistake.Ask && m.By == by.PersonId);
        if (mistake.Ask > 0 && named is null && chosen is null) return agreement.Refused(by, AgreementRefusal.NotOpen, now);
        var meant = named?.Fact ?? chosen?.Fact ?? mistake.Fact;
        var isEnd = mistake.Ask > 0 && meant is null;
        bool IsMeant(Fact fact) => !isEnd && (meant is null || meant == fact.Number);
        var said = agreement.Facts.Where(f => f.State == FactState.Pending && IsBy(f, by.PersonId) && IsMeant(f)).ToList();
        var end = meant is null ? agreement.Questions.FirstOrDefault(q => q.Kind == QuestionKind.Cancel && q.Of == other) : null;
        if (said.Count + (end is null ? 0 : 1) > 1) return Which(agreement, by, said, end is not null, now);
        if (said is [var one])
            return TakenBack(agreement.Voided(one.Number, new(by.Who, now, Word: Word.Back)),
                agreement.Questions.FirstOrDefault(q => q.Fact == one.Number), by, Figure(agreement, one), now, one.Corrects is not null);
        if (end is not null) return TakenBack(agreement, end, by, new(null, null), now);
        if (isEnd) return agreement.Refused(by, AgreementRefusal.NotOpen, now);
        if (!agreement.IsBound) return agreement.Refused(by, AgreementRefusal.NotConfirmed, now);
        // The word may be the answer to what was asked last, so that is asked again.
        if (by.BySms && meant is null && agreement.AskOf(Agreement.Other(other)) is { AskedAt: not null } waiting)
            return new(agreement.WithHandled(by.Id), [agreement.Reply(by, Questions.Words(agreement, waiting), now)],
                AgreementRefusal.NotOpen);
        if (agreement.Questions.Any(q => q.Kind == QuestionKind.Reversal)) return agreement.Refused(by, AgreementRefusal.TooMany, now);
        var posted = agreement.Facts.Standing().Where(f => WayOf(f) == CorrectionWay.Asked && IsMeant(f)).ToList();
        return posted switch
        {
            [] => agreement.Refused(by, agreement.Facts.Standing().Any(f => WayOf(f) == CorrectionWay.Provider && IsMeant(f))
                ? AgreementRefusal.Proven : AgreementRefusal.NothingToTakeBack, now),
            [var only] => Ask(agreement.WithHandled(by.Id), only, by, other, now),
            _ => Which(agreement, by, posted, end: false, now),
        };
    }

    /// <summary>The most that one SMS names: the newest.</summary>
    private const int MostNamed = 4;

    /// <summary>Several may be meant: asks which, each with a mark. A mark is for good, so a late answer names the same one.</summary>
    private static Outcome<Agreement> Which(Agreement agreement, Caller by, IReadOnlyList<Fact> facts, bool end, Instant now)
    {
        if (by.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotOpen);
        var marks = (agreement.Mistakes ?? []).ToList();
        var last = agreement.LastQuestion;
        int?[] meant = [.. facts.Select(f => (int?)f.Number), .. end ? new int?[] { null } : []];
        var items = new List<MistakeItem>();
        foreach (var number in meant.TakeLast(MostNamed))
        {
            var mark = marks.FirstOrDefault(m => m.By == by.PersonId && m.Fact == number);
            if (mark is null) marks.Add(mark = new(++last, by.PersonId, number));
            var fact = number is { } n ? agreement.Facts[n - 1] : null;
            var figure = fact is null ? default : Figure(agreement, fact);
            items.Add(new(Codes.OfQuestion(agreement.Code, mark.Number), figure.Amount, figure.Quantity, fact?.On));
        }
        return new(agreement.WithHandled(by.Id) with { Mistakes = marks, LastQuestion = last },
            [agreement.Reply(by, new WhichMistakeSms(agreement.Code, items), now)]);
    }

    /// <summary>What can be corrected, oldest first, and how.</summary>
    public static IEnumerable<(Fact Fact, CorrectionWay Way)> Of(Agreement agreement) => agreement.Facts
        .Where(f => f is { IsOpen: true, Corrects: null } && !agreement.Facts.IsCorrected(f)).Select(f => (f, WayOf(f)));

    /// <summary>Who wrote it down alone may take it out alone; where it binds more, two owners do.</summary>
    public static bool TakesTwo(Agreement agreement, Fact fact) =>
        !Payments.IsCoordinator(fact.Evidence[0].By)
        || fact.Kind == FactKind.Transfer && agreement.Rules.WantsPin(fact.Amount) || agreement.Questions.Any(q => q.LostAt is not null);

    private static CorrectionWay WayOf(Fact fact) => fact.Proof.Length > 0 ? CorrectionWay.Provider
        : fact.State == FactState.Pending ? CorrectionWay.TakenBack
        : fact.IsAdvance ? CorrectionWay.TwoOwners : CorrectionWay.Asked;

    private static bool IsBy(Fact fact, string personId) => fact.Teller == personId;

    private static Outcome<Agreement> TakenBack(Agreement agreement, Question? question, Caller by, Figure figure, Instant now,
        bool isMistake = false)
    {
        var back = question is null ? agreement : agreement.Without(question);
        return back.WithHandled(by.Id).Write(now, EventKind.TakenBack, by.Who, figure.ToString()).Done(now, by,
            back.SayBoth(Purpose.Receipt, (party, sign) => new TakenBackSms(back.Code, party.Name,
                back.SideOf(by.PersonId) == (sign > 0 ? Role.Farmer : Role.Trader), figure.Amount, figure.Quantity, isMistake), now));
    }

    private static Outcome<Agreement> Ask(Agreement agreement, Fact posted, Caller by, Role other, Instant now)
    {
        var told = agreement.Told(Correction(agreement, posted, FactState.Pending, new(by.Who, now), now));
        var (figure, own, after) = (Figure(told, posted), posted.From == agreement.SideOf(by.PersonId), After(told, told.Facts.Count, now));
        return told.Write(now, EventKind.ReversalAsked, by.Who, Note(posted))
            .Put(other, QuestionKind.Reversal, now,
                payment: posted.Kind == FactKind.Transfer ? new Payment(told.Money(posted.Amount), posted.From) : null,
                delivery: posted.Kind == FactKind.Load ? new Delivery(posted.Amount, posted.Grade, "", posted.Last) : null,
                after: after.Owed, fact: told.Facts.Count, same: new(posted.Number, posted.On, posted.IsAdvance), back: after.Back)
            .Done(now, by, agreement.Ack(by, now, name => new ReversalSentSms(told.Code, name, figure.Amount, figure.Quantity,
                posted.On, own)));
    }

    /// <summary>What is owed once a correction is posted, seen by the farmer, and what is to come again.</summary>
    private static (Money Owed, IReadOnlyList<Commitment> Back) After(Agreement agreement, int correction, Instant now) =>
        agreement.Posted(correction, new("-", now)) is var after
            ? (after.Owed, Commitments.Back(agreement.Terms, agreement.Books, after.Books)) : default;

    internal static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        // What is owed, or to come, has changed since: it is asked anew, with the figures.
        if (answer.Accept && After(agreement, question.Fact!.Value, now) is var (owed, back)
            && (owed != question.After || !back.SequenceEqual(question.Back ?? [])))
            return agreement.Put(question.Of, QuestionKind.Reversal, now, question.Delivery, question.Payment, after: owed,
                fact: question.Fact, same: question.Same, back: back).Done(now, answer.By);
        if (answer.Accept)
            return Reversed(agreement, agreement.Posted(question.Fact!.Value, new(answer.By.Who, now)), question.Same!.Fact, answer.By.Who,
                answer.By, now);
        return agreement.Denied(question.Fact, answer.By, now).Write(now, EventKind.ReversalRefused, answer.By.Who,
            Note(agreement.Facts[question.Same!.Fact - 1]))
            .Done(now, answer.By,
                agreement.Say(Agreement.Other(question.Of), Purpose.Receipt,
                    new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Reversal), now),
                agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Reversal), now));
    }

    /// <summary>Two owners, or a provider by its transaction, take a fact out of the books without a question.</summary>
    internal static Outcome<Agreement> Record(Agreement before, RecordReversal reversal, Instant now)
    {
        if (before.Handled.Contains(reversal.Id)) return Outcome<Agreement>.Nothing(before);
        var named = before.Facts.LastOrDefault(f => f is { IsOpen: true, Corrects: null }
            && (reversal.Proof.Length > 0
                ? f.HasProof(reversal.Proof) && (reversal.Undoes is null || reversal.Undoes == f.AssignmentOf(reversal.Proof))
                : f.Number == reversal.Fact));
        var agreement = before.WithHandled(reversal.Id);
        // Nothing is booked yet: the booking may still come, and must not count then.
        if (reversal.Undoes is { } number) agreement = agreement.WithHandled(Transaction.Booking(reversal.Proof, number));
        // What a provider proves is taken out by the provider.
        if (named?.Proof.Length > 0 && reversal.Proof.Length == 0) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotThatKind);
        if (named is null || before.Facts.IsCorrected(named))
            return reversal.Undoes is not null ? new(agreement, [])
                : Outcome<Agreement>.Nothing(before, named is null ? AgreementRefusal.NotOpen : null);
        var by = Payments.By(reversal.Via);
        if (reversal is { Undoes: { } over, Why: ReversalReason.Moved } && (before.IsConfirmed(named) || before.Has(named.Teller)
            && named.State == FactState.Pending))
            return Unproven(agreement, named, new(by, now, reversal.Proof, over, Word: Word.Back), now);
        foreach (var question in agreement.Questions.Where(q => q.Fact == named.Number || q.Same?.Fact == named.Number).ToList())
            agreement = Closed(agreement, question);
        var why = reversal.Proof.Length > 0 && reversal.Undoes is null ? ReversalReason.Returned : reversal.Why;
        var evidence = new Evidence(by, now, reversal.Proof.Length > 0 ? SameFacts.Of(reversal.Proof, why) : "");
        return named.State == FactState.Pending
            ? Unposted(before, agreement, named, by, now)
            : Reversed(before, agreement.Told(Correction(agreement, named, FactState.Posted, evidence, now)), named.Number, by, null, now,
                why);
    }

    /// <summary>The transaction belongs elsewhere. What persons say stays as they said it, without the proof.</summary>
    private static Outcome<Agreement> Unproven(Agreement agreement, Fact fact, Evidence back, Instant now) => agreement
        .With(fact.Number, f => f.With(back)).Write(now, EventKind.TakenBack, back.By, back.Proof).Done(now, null);

    /// <summary>A question about what is taken out goes. A proof that waited to be the same is let go.</summary>
    private static Agreement Closed(Agreement agreement, Question question) => question.Kind == QuestionKind.Reversal
        ? agreement.Without(question).Voided(question.Fact)
        : agreement.Without(question);

    private static Fact Correction(Agreement agreement, Fact corrected, FactState state, Evidence evidence, Instant now) => new(0,
        corrected.Kind, corrected.From, corrected.Amount, agreement.Today(now), state, [evidence], Corrects: corrected.Number,
        Accepted: corrected.Kind == FactKind.Load ? agreement.Today(now) : null);

    private static Outcome<Agreement> Reversed(Agreement before, Agreement posted, int corrected, string by, Caller? answered, Instant now,
        ReversalReason why = ReversalReason.Mistake)
    {
        var fact = posted.Facts[corrected - 1];
        var after = posted.Write(now, EventKind.Reversed, by, Note(fact), before).WithStatus();
        return after.Done(now, answered, Told(before, after, fact, why, now));
    }

    /// <summary>
    /// What was told in the same moment under another agreement is taken back, and its teller is asked as if the other had been seen. What
    /// has its yes by then, or a provider's word, stands.
    /// </summary>
    internal static Outcome<Agreement> Twice(Agreement before, ToldTwice twice, Instant now)
    {
        var fact = before.Facts.ElementAtOrDefault(twice.Fact - 1);
        if (fact is not { State: FactState.Pending, Proof: "" } || before.SideOf(fact.Teller) is not { } teller)
            return Outcome<Agreement>.Nothing(before);
        var (question, figure) = (before.Questions.FirstOrDefault(q => q.Fact == fact.Number), Figure(before, fact));
        var agreement = (question is null ? before : before.Without(question)).Voided(fact.Number)
            .Write(now, EventKind.TakenBack, "-", figure.ToString());
        Sms asks = figure.Amount is { } amount ? new PaidBeforeSms(before.Code, amount, twice.Earlier.On, twice.Earlier.Code)
            : new DeliveredBeforeSms(before.Code, figure.Quantity!.Value, twice.Earlier.On, twice.Earlier.Code);
        return agreement.Done(now, null,
            [agreement.Say(teller, Purpose.Receipt, asks, now),
                .. question?.AskedAt is null ? [] : new[] { agreement.Say(question.Of, Purpose.Receipt,
                    new AskedElsewhereSms(agreement.Code, agreement.Of(Agreement.Other(question.Of)).Name,
                        figure.Amount, figure.Quantity, twice.Earlier.Code), now) }]);
    }

    private static Send NotAsked(Agreement voided, Fact fact, Role reader, Instant now) => voided.Say(reader, Purpose.Receipt,
        new NotAskedSms(voided.Code, voided.Of(Agreement.Other(reader)).Name, Figure(voided, fact).Amount, Figure(voided, fact).Quantity,
            fact.On, fact.From == reader, voided.Money(reader == Role.Farmer ? voided.Owed.Minor : -voided.Owed.Minor),
            Teller(voided, fact, reader)), now);

    /// <summary>What was never posted goes with its question: who told it, or was asked, hears that nothing in the books changes.</summary>
    private static Outcome<Agreement> Unposted(Agreement before, Agreement agreement, Fact pending, string by, Instant now)
    {
        var voided = agreement.Voided(pending.Number).Write(now, EventKind.TakenBack, by, Figure(agreement, pending).ToString());
        Role[] knows = [.. new[] { Role.Farmer, Role.Trader }.Where(side => agreement.Of(side).PersonId == pending.Teller
            || before.Questions.Any(q => q.Fact == pending.Number && q.Of == side && q.AskedAt is not null))];
        return voided.Done(now, null, knows.Select(side => NotAsked(voided, pending, side, now)));
    }

    /// <summary>Who told of it, for a reader who did not.</summary>
    private static string? Teller(Agreement agreement, Fact fact, Role reader) => agreement.SideOf(fact.Teller) is { } side
        ? side == reader ? null : agreement.Of(side).Name
        : fact.Evidence[0].Proof is { Length: > 0 } proof ? proof : agreement.Signature;

    private static IEnumerable<Effect> Told(Agreement before, Agreement after, Fact fact, ReversalReason why, Instant now)
    {
        var (figure, back) = (Figure(after, fact), Commitments.Back(after.Terms, before.Books, after.Books));
        return after.SayBoth(Purpose.Receipt, (party, sign) => new ReversedSms(after.Code, party.Name, figure.Amount, figure.Quantity,
            fact.On, fact.From == (sign > 0 ? Role.Farmer : Role.Trader), after.Money(sign * after.Owed.Minor), why,
            ComesBack.Of(after.Terms, back, sign > 0 ? Role.Farmer : Role.Trader)), now);
    }

    private static string Note(Fact fact) => string.Create(CultureInfo.InvariantCulture, $"{fact.Number}");

    private static Figure Figure(Agreement a, Fact fact) => Agreements.Figure.Of(a, fact);
}

/// <summary>What a side may mean by a mistake.</summary>
/// <param name="Number">Counted with the agreement's questions, whose marks are of the same kind.</param>
/// <param name="By">The person who was asked which one.</param>
/// <param name="Fact">The number of the fact; null for the early end that the side asked for.</param>
public sealed record MarkedMistake(int Number, string By, int? Fact);

/// <summary>Money or goods; neither for an early end.</summary>
internal readonly record struct Figure(Money? Amount, Quantity? Quantity)
{
    public static Figure Of(Agreement a, Fact fact) => fact.Kind == FactKind.Transfer
        ? new(a.Money(fact.Amount), null)
        : new(null, a.Terms.Quantity with { Milli = fact.Amount });

    public override string ToString() => Amount?.ToString() ?? (Quantity is { } q
        ? string.Create(CultureInfo.InvariantCulture, $"{q.Milli / 1000m:0.###} {q.Unit}") : "early end");
}
