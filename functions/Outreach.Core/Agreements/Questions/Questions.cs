using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Asks the two sides questions and handles their answers.</summary>
internal static class Questions
{
    /// <summary>
    /// The question to send to a side now: one at a time, and the next after three days of silence. A mediator's comes before the others.
    /// </summary>
    public static Question? ToAsk(Agreement agreement, Role side, Instant now)
    {
        var own = agreement.Questions.Where(q => q.Of == side).ToList();
        return own.FirstOrDefault(q => q.Kind == QuestionKind.Resolution) is { } proposal ? proposal.AskedAt is null ? proposal : null
            : own.Any(q => now < QuietAt(q)) ? null : own.FirstOrDefault(q => q.AskedAt is null);
    }

    /// <summary>Whether one more question to the side would wait for the answer to another.</summary>
    public static bool Waits(Agreement agreement, Role side, Instant now) => agreement.Questions.Any(q => q.Of == side
        && (q.AskedAt is null || now < QuietAt(q) || q.Kind == QuestionKind.Resolution));

    /// <summary>When the next question of a side that has not answered goes out; null where none waits.</summary>
    public static Instant? NextTurn(Agreement agreement, Role side) =>
        agreement.Questions.Any(q => q.Of == side && q.AskedAt is null)
        && agreement.Questions.All(q => q.Of != side || q.Kind != QuestionKind.Resolution)
            ? agreement.Questions.Where(q => q.Of == side).Select(QuietAt).Max() : null;

    private static Instant? QuietAt(Question question) => question.AskedAt + Question.ChasedAfter;

    /// <summary>Sends each side its next question. The time to answer starts now.</summary>
    public static (Agreement, IReadOnlyList<Effect>) AskNext(Agreement agreement, Instant now)
    {
        var effects = new List<Effect>();
        agreement = Remembered(agreement, now);
        foreach (var side in new[] { Role.Farmer, Role.Trader })
        {
            if (ToAsk(agreement, side, now) is not { } question) continue;
            var asked = Figured(agreement, question) with { AskedAt = now, ExpiresAt = now + Question.LifeOf(question.Kind),
                Marked = agreement.Asked!.Any(q => agreement.Of(q.Of).Phone == agreement.Of(side).Phone) };
            agreement = agreement with
            {
                Questions = [.. agreement.Questions.Select(a => a.Number == question.Number ? asked : a)],
                Asked = [.. agreement.Asked!, new AskedQuestion(question.Number, side)],
            };
            effects.Add(new Send(Order(agreement, asked, now)));
        }
        return (agreement, effects);
    }

    /// <summary>A claim's question with the figures that it shows, as they are now.</summary>
    private static Question Figured(Agreement a, Question question) => question.Kind switch
    {
        QuestionKind.Payment => question with { Over = Over(a, question.Payment) },
        QuestionKind.Delivery when ToCome(a.Terms, a.Delivered, question.Delivery!) is var toCome => question with
        {
            ToCome = toCome, After = OwedAfter(a.Terms, a.Books, question.Delivery!, toCome) is { } owed ? a.Money(owed) : null,
        },
        _ => question,
    };

    /// <summary>Notes which questions have closed, and forgets those that no late answer can mean any more.</summary>
    private static Agreement Remembered(Agreement agreement, Instant now) => agreement with
    {
        Asked =
        [
            .. (agreement.Asked ?? [])
                .Select(q => q.ClosedAt is null && agreement.Questions.All(a => a.Number != q.Number) ? q with { ClosedAt = now } : q)
                .Where(q => q.ClosedAt is not { } closed || now - closed < AskedQuestion.MeantFor),
        ],
    };

    public static SmsOrder Order(Agreement agreement, Question question, Instant now) =>
        SmsOrder.To(agreement.Of(question.Of).Phone, Purpose.Offer, Words(agreement, question), agreement.Programme, now)
            with { ExpiresAt = question.ExpiresAt, PersonId = agreement.Of(question.Of).PersonId };

    /// <summary>The question's SMS, as its reader sees it.</summary>
    public static Sms Words(Agreement a, Question question) => Unmarked(a, question) with { Marked = question.Marked };

    private static QuestionSms Unmarked(Agreement a, Question question)
    {
        var from = a.Of(Agreement.Other(question.Of)).Name;
        var sign = question.Of == Role.Farmer ? 1 : -1;
        return question switch
        {
            { Kind: QuestionKind.Reversal, Same: { } wrong } => new ReversalQuestionSms(a.Code, question.Number, from,
                question.Payment?.Amount, question.Delivery is { } load ? a.Terms.Quantity with { Milli = load.Milli } : null, wrong.On,
                a.Facts[wrong.Fact - 1].From == question.Of, a.Money(sign * (question.After ?? a.Owed).Minor),
                ComesBack.Of(a.Terms, question.Back, question.Of)),
            { Delivery: { } d } => Load(a, question, from, sign),
            { Kind: QuestionKind.SamePayment, Payment: { } p, Same: { } same } => new SamePaymentQuestionSms(a.Code, question.Number, from,
                p.Amount, p.Proof, same.On, same.IsAdvance),
            { Payment: { } p } => new PaymentQuestionSms(a.Code, question.Number, from, p.Amount, question.Over,
                Beside(a, question) ?? p.Beside?.On, Repay(a.Terms, a.Books, p), question.On,
                Beside(a, question) is null ? p.Beside?.Code : null, Ahead(a.Terms, a.Books, p), p.Proof),
            { Resolution: { } r } =>
                new ResolutionQuestionSms(a.Code, question.Number, r.By, a.Money(sign * r.Adjustment.Minor), r.Words,
                    question.Of == a.Disburser, a.Money(sign * question.After!.Value.Minor)),
            { After: { } after } => new EarlyEndQuestionSms(a.Code, question.Number, from, a.Money(sign * after.Minor)),
            _ => new OfferSms(a.Code, question.Number, from, a.Terms, question.Number == 1 ? a.Beside : null),
        };
    }

    private static DeliveryQuestionSms Load(Agreement a, Question question, string from, int sign) => new(a.Code, question.Number, from,
        a.Terms, question.Delivery!, question.After is { } after ? a.Money(sign * after.Minor) : null, question.ToCome, question.On);

    /// <summary>What is owed after a yes, seen by the farmer, where a load is not what the terms say; null where it is.</summary>
    public static long? OwedAfter(Terms terms, Books books, Delivery load, Quantity? toCome) =>
        toCome is null ? OwedAfterLast(terms, books, load) : Commitments.OwedAfterLoad(terms, books, load.Milli);

    /// <summary>What is owed after a yes, seen by the farmer, where no more comes or money goes back; null for any other load.</summary>
    public static long? OwedAfterLast(Terms terms, Books books, Delivery load) =>
        load.Milli == 0 ? Commitments.OwedWithoutMore(terms, books)
            : load.Last && Commitments.OwedAfterLoad(terms, books, load.Milli) is < 0 and var back ? back : null;

    /// <summary>What is still to come, where a load is more than that; else null.</summary>
    public static Quantity? ToCome(Terms terms, long delivered, Delivery load) =>
        Math.Max(0, terms.Quantity.Milli - delivered) is var left && load.Milli > left ? terms.Quantity with { Milli = left } : null;

    /// <summary>What the borrower owes in all once this much of a loan is handed out; null for any other payment.</summary>
    public static Money? Repay(Terms terms, Books books, Payment payment) => payment.From == Role.Trader && books.ToLend(terms) > 0
        && books.After(terms, payment) is var after
        ? new(Math.Max(0, after.Due(terms) - after.Covered(terms)), payment.Amount.Currency)
        : null;

    /// <summary>What is paid ahead of a loan once this payment counts, as its receipt says it; null for nothing.</summary>
    public static Money? Ahead(Terms terms, Books books, Payment payment) =>
        books.After(terms, payment).Ahead(terms) is > 0 and var ahead ? new(ahead, payment.Amount.Currency) : null;

    /// <summary>What is left for that side to pay, where the payment is more; else null.</summary>
    public static Money? Over(Agreement a, Payment? payment) => payment is { } p
        && Payments.Owed(a, p.From) is var owed && p.Amount.Minor > owed ? a.Money(owed) : null;

    /// <summary>The day of an equal payment of the last month that counts already; null without one.</summary>
    private static LocalDate? Beside(Agreement a, Question question) => a.Facts.Standing().LastOrDefault(f => f.Kind == FactKind.Transfer
        && f.From == question.Payment!.From && f.Amount == question.Payment.Amount.Minor
        && question.MadeAt - f.Evidence[^1].At < Duration.FromDays(31))?.On;

    public static Outcome<Agreement> Answer(Agreement agreement, AnswerQuestion answer, Instant now)
    {
        var (question, instead) = Take(agreement, answer.By, answer.Ask, null, answer.Accept, now);
        if (question is null) return instead!;
        if (answer.Accept && question.Kind == QuestionKind.Terms && agreement.Terms.Fault(agreement.Today(now)) is not null)
            return agreement.Refused(answer.By, AgreementRefusal.DatesPassed, now,
                new RefusalSms(question.CodeIn(agreement.Code), AgreementRefusal.DatesPassed));
        var open = agreement.WithHandled(answer.By.Id).Without(question);
        // A yes binds what the question showed; a screen shows what is so now.
        if (answer.Accept && !answer.By.Pin && Figured(open, question) != question)
            return open.Put(question.Of, question.Kind, now, question.Delivery, question.Payment, fact: question.Fact).Done(now, answer.By);
        return question.Kind switch
        {
            QuestionKind.Terms => Offers.Answer(open, answer, now),
            QuestionKind.Delivery => Deliveries.Answer(open, question, answer, now),
            QuestionKind.Payment => Payments.Answer(open, question, answer, now),
            QuestionKind.Reversal => Mistakes.Answer(open, question, answer, now),
            QuestionKind.SamePayment => SamePayments.Answer(open, question, answer, now),
            QuestionKind.Cancel => EarlyEnds.Answer(open, question, answer, now),
            _ => Mediation.AnswerProposal(open, question, answer, now),
        };
    }

    /// <summary>
    /// Checks every answer to a question: yes, no, a counter-offer or another quantity. The question must be open, seen by an SMS sender,
    /// and confirmed with the PIN where required.
    /// </summary>
    /// <param name="number">The question's number; 0 for the open question.</param>
    /// <param name="kind">The required kind; null for any.</param>
    /// <param name="binds">False for a no, which binds nothing: it needs no PIN, and with a code may come before the
    /// question.</param>
    public static (Question? Ask,
        Outcome<Agreement>? Instead) Take(Agreement agreement, Caller by, int number, QuestionKind? kind, bool binds, Instant now)
    {
        var side = agreement.SideOf(by.PersonId)!.Value;
        var question = number == 0
            ? agreement.AskOf(side)
            : agreement.Questions.FirstOrDefault(a => a.Number == number && a.Of == side && a.AskedAt is not null);
        if (kind is not null && question?.Kind != kind) return (null, agreement.Refused(by, agreement.Questions.Any(
            q => q.Kind == kind && q.Of != side) ? AgreementRefusal.AskedFirst : AgreementRefusal.NotOpen, now));
        if (question is null) return (null, TooLate(agreement, by, binds, now));
        if (now >= question.ExpiresAt) return (null, Ended(agreement, question, by, now));
        // A no to whether two payments are one books the second.
        binds |= question.Kind == QuestionKind.SamePayment;
        if (binds && question.NeedsPin && !by.Pin) return (null, agreement.Refused(by, AgreementRefusal.NeedsPin, now));
        return by.CanHaveRead(question) || !binds && !by.Bare && !question.Seen && !(by.ReceivedAt < question.AskedAt)
            ? (question, null)
            : (null, new(agreement.WithHandled(by.Id), [agreement.Reply(by, Words(agreement, question), now)]));
    }

    /// <summary>When an asked question is next due: for a coordinator's call, or for its expiry.</summary>
    public static Instant Next(Question question) =>
        question.Chased || question.Kind == QuestionKind.Terms ? question.ExpiresAt : question.AskedAt!.Value + Question.ChasedAfter;

    public static Outcome<Agreement> Chase(Agreement agreement, Question quiet, Instant now) => new(
        agreement with { Questions = [.. agreement.Questions.Select(a => a == quiet ? quiet with { Chased = true } : a)] },
        [new RaiseTask(agreement.Programme, TaskKinds.NoAnswer(quiet.Kind), agreement.Code, now)]);

    /// <summary>Replies with the agreement's state when the question no longer exists.</summary>
    private static Outcome<Agreement> TooLate(Agreement agreement, Caller by, bool accept, Instant now)
    {
        if (by.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotOpen);
        // A yes surely means the terms only when no other question was ever asked.
        Sms sms = agreement.IsBound && agreement.LastQuestion > 1 | !accept ? new QuestionGoneSms(agreement.Code)
            : agreement.IsBound ? new AlreadyConfirmedSms(agreement.Code, agreement.Hash)
            : agreement.Status == AgreementStatus.Offered ? new StandingSms(agreement.Code, agreement.Status)
            : new OfferClosedSms(agreement.Code, agreement.Status);
        return new(agreement.WithHandled(by.Id), [agreement.Reply(by, sms, now)], AgreementRefusal.NotOpen);
    }

    /// <summary>Handles an answer after the question's expiry.</summary>
    private static Outcome<Agreement> Ended(Agreement agreement, Question question, Caller by, Instant now)
    {
        var ended = question.Kind == QuestionKind.Terms
            ? Offers.Expire(agreement.WithHandled(by.Id), now)
            : Lapse(agreement.WithHandled(by.Id), question, now);
        if (by.Phone is null) return ended with { Reply = AgreementRefusal.NotOpen };
        Sms sms = question.Kind switch
        {
            QuestionKind.Terms => new OfferClosedSms(agreement.Code, AgreementStatus.Expired),
            QuestionKind.SamePayment => new QuestionGoneSms(agreement.Code),
            var kind => new LapsedSms(agreement.Code, kind),
        };
        return ended with { Effects = [.. ended.Effects, agreement.Reply(by, sms, now)], Reply = AgreementRefusal.NotOpen };
    }

    /// <summary>Closes an unanswered question; nothing is recorded and the asking side is told.</summary>
    public static Outcome<Agreement> Lapse(Agreement before, Question question, Instant now)
    {
        var agreement = before.Without(question).Write(now, EventKind.Lapsed, "-", question.Kind.ToString());
        if (question.Kind == QuestionKind.Resolution) return Mediation.Fell(agreement, "-", now);
        // The transaction waits as unassigned then, and nobody had said anything.
        if (question.Kind == QuestionKind.SamePayment) return agreement.Voided(question.Fact).Done(now, null);
        agreement = agreement.Voided(question.Fact);
        return agreement.Done(now, null,
            agreement.Say(Agreement.Other(question.Of), Purpose.Receipt, new LapsedSms(agreement.Code, question.Kind), now));
    }

    public static Outcome<Agreement> Saw(Agreement agreement, QuestionSeen saw, Instant now)
    {
        if (agreement.Questions.FirstOrDefault(a => a.Number == saw.Ask) is not { } question)
            return Outcome<Agreement>.Nothing(agreement);
        var (phone, at) = (saw.Phone ?? agreement.Of(question.Of).Phone, saw.At ?? now);
        if (question.Seen && question.ReachedAt(phone) is not null || at <= question.LostAt) return Outcome<Agreement>.Nothing(agreement);
        var seen = With(agreement, question, question.Reaching(phone, at)) with { Changes = agreement.Changes + 1 };
        // Only the answering side's account changes, so the other is not written.
        return new(seen, [Step.PostTo(seen, question.Of, null, now)]);
    }

    private static Agreement With(Agreement agreement, Question before, Question after) =>
        agreement with { Questions = [.. agreement.Questions.Select(a => a == before ? after : a)] };

    /// <summary>
    /// The SMS does not reach the person, so no SMS answers it until it is sent again. The asking side is told once why. Unless the SMS
    /// only waits for a consent, a coordinator gets a task.
    /// </summary>
    public static Outcome<Agreement> Lost(Agreement agreement, QuestionUndeliverable lost, Instant now)
    {
        if (agreement.Questions.FirstOrDefault(a => a.Number == lost.Ask) is not { } question) return Outcome<Agreement>.Nothing(agreement);
        if (lost.Why == NotReached.NotAsked) return question.Chased ? Outcome<Agreement>.Nothing(agreement) : new(agreement,
            [agreement.Say(Agreement.Other(question.Of), Purpose.Receipt,
                new WaitsForConsentSms(agreement.Code, agreement.Of(question.Of).Name), now)]);
        var at = lost.At ?? now;
        if (at <= question.LostAt) return Outcome<Agreement>.Nothing(agreement);
        var unseen = question with { LostAt = at, Chased = true };
        var state = With(agreement, question, unseen) with { Changes = agreement.Changes + (question.Seen ? 1 : 0) };
        return new(state,
            [.. question.Chased ? [] : Told(agreement, question, lost.Why, now),
                .. question.Seen ? [Step.PostTo(state, question.Of, null, now)] : Array.Empty<Effect>()]);
    }

    private static IEnumerable<Effect> Told(Agreement agreement, Question question, NotReached why, Instant now)
    {
        var other = agreement.Of(question.Of).Name;
        Sms sms = why == NotReached.Stopped ? new HasStoppedSms(agreement.Code, other) : new NotReachedSms(agreement.Code, other);
        return [agreement.Say(Agreement.Other(question.Of), Purpose.Receipt, sms, now),
            new RaiseTask(agreement.Programme, TaskKinds.NotReached, agreement.Code, now)];
    }
}
