using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The common parts of every step: write the history, post to both accounts, ask the next question, send messages.</summary>
internal static class Step
{
    /// <summary>The number of newest movements in a posting: more than can be in transit at once.</summary>
    private const int Carried = 8;

    /// <summary>The most characters of a note that the history keeps.</summary>
    private const int LongestNote = 200;

    /// <summary>Adds an event to the history.</summary>
    /// <param name="before">The agreement before what happened; the event holds the change of the balance. Null where none changes.</param>
    public static Agreement Write(
        this Agreement agreement, Instant now, EventKind kind, string by, string note = "", Agreement? before = null)
    {
        var events = agreement.Events;
        var amount = before is null ? 0 : agreement.Balance.Minor - before.Balance.Minor;
        var movement = amount == 0 ? 0 : events.Count(e => e.MovesMoney) + 1;
        var line =
            new AgreementEvent(events.Count + 1, now, kind, by, amount, movement, note.Length > LongestNote ? note[..LongestNote] : note,
                "");
        var hash = events.Count == 0 ? agreement.Code : events[^1].Hash;
        return agreement with { Events = [.. events, line with { Hash = line.HashAfter(hash) }] };
    }

    /// <summary>Adds a handled command's id. The offer's id stays first; 200 others are enough to recognise a repeat.</summary>
    public static Agreement WithHandled(this Agreement agreement, string id) =>
        agreement with { Handled = [agreement.Handled[0], .. agreement.Handled.Skip(1).ToList().With(id, 200)] };

    /// <summary>Sets the status that follows from the money and an early end.</summary>
    public static Agreement WithStatus(this Agreement agreement)
    {
        var status = agreement.Unmet.Count > 0 ? AgreementStatus.Confirmed
            : agreement.CancelledAt is not null ? AgreementStatus.Cancelled : AgreementStatus.Settled;
        return agreement with { Status = status };
    }

    /// <summary>Adds a question, which is asked after the earlier ones to the same side are answered, or stay silent for days.</summary>
    public static Agreement Put(
        this Agreement agreement, Role of, QuestionKind kind, Instant now, Delivery? delivery = null, Payment? payment = null,
        Resolution? resolution = null, Money? after = null, int? fact = null, SameAs? same = null, IReadOnlyList<Commitment>? back = null)
    {
        var on = fact is { } number && agreement.Facts[number - 1].On is var day && day != agreement.Today(now) ? day : (LocalDate?)null;
        var question =
            new Question(agreement.LastQuestion + 1, kind, of, now, now + Agreements.Question.LifeOf(kind), delivery, payment, resolution,
                After: after, Fact: fact, Same: same, On: on, Back: back is { Count: > 0 } ? back : null);
        return agreement with { Questions =
            [.. agreement.Questions, question with { NeedsPin = agreement.Rules.WantsPin(Weight(agreement, question)) }],
            LastQuestion = question.Number };
    }

    /// <summary>The amount that a yes would bind, in minor units.</summary>
    private static long Weight(Agreement agreement, Question question) => question switch
    {
        // The provider proves the money; the answer only says which payment it was.
        { Kind: QuestionKind.SamePayment } => 0,
        { Payment: { } payment } => payment.Amount.Minor,
        { Delivery: { } delivery } =>
            Math.Max(agreement.Terms.Total.Minor, Books.Price(agreement.Terms, agreement.Delivered + delivery.Milli)),
        { Resolution: { } resolution } => Math.Max(agreement.Terms.Total.Minor, Math.Abs(resolution.Adjustment.Minor)),
        _ => agreement.Terms.Total.Minor,
    };

    public static Agreement Without(this Agreement agreement, Question question) =>
        agreement with { Questions = [.. agreement.Questions.Where(a => a.Number != question.Number)] };

    /// <summary>Completes the step: posts to both accounts, asks the next questions, plans the wake-up and sends the messages.</summary>
    /// <param name="answered">The caller who answered, by whose id their account recognises a repeat.</param>
    public static Outcome<Agreement> Done(this Agreement agreement, Instant now, Caller? answered, params IEnumerable<Effect> effects)
    {
        var (asked, asking) = Questions.AskNext(agreement.LetGo() with { Changes = agreement.Changes + 1 }, now);
        var (next, wake) = Waking.Planned(TrustSurvey.Plan(asked, now), now);
        List<Effect> told = [.. effects];
        return new(next, [.. Post(next, answered, now), .. asking, .. told, .. Copies(answered, told, now), .. wake]);
    }

    /// <summary>Receipts go to the person's first phone; the phone from which they answered holds the proof too.</summary>
    private static IEnumerable<Effect> Copies(Caller? answered, List<Effect> told, Instant now) =>
        answered is { Beside: true, Phone: { } phone }
            ? told.OfType<Send>().Where(s => s.Order.Purpose == Purpose.Receipt && s.Order.PersonId == answered.PersonId).Select(s =>
                new Send(SmsOrder.To(phone, Purpose.Reply, s.Order.Sms, s.Order.Programme, now) with { PersonId = answered.PersonId }))
            : [];

    /// <summary>Refuses a command: the reason goes by SMS to a phone, and as the reply.</summary>
    /// <param name="sms">What it says; null for the reason alone.</param>
    public static Outcome<Agreement> Refused(this Agreement agreement, Caller by, AgreementRefusal why, Instant now, Sms? sms = null) =>
        by.Phone is null ? Outcome<Agreement>.Nothing(agreement, why)
            : new(agreement.WithHandled(by.Id), [agreement.Reply(by, sms ?? new RefusalSms(agreement.Code, why), now)], why);

    /// <summary>Refuses a fact of a day after today, or before the offer; null for any other day.</summary>
    public static Outcome<Agreement>? DayRefused(this Agreement agreement, Caller by, LocalDate on, Instant now) => agreement.IsDay(on, now)
        ? null
        : agreement.Refused(by, AgreementRefusal.BadDay, now, new DayRefusedSms(agreement.Code, on, agreement.OfferedOn));

    /// <summary>Tells who reported by SMS what was read.</summary>
    /// <param name="agreement">As it was before the other side's question was put.</param>
    /// <param name="sent">The SMS, from the other side's name.</param>
    public static IEnumerable<Effect> Ack(this Agreement agreement, Caller by, Instant now, Func<string, SentSms> sent)
    {
        if (by is not { Ack: true, Phone: { } phone }) return [];
        var other = Agreement.Other(agreement.SideOf(by.PersonId)!.Value);
        var sms = sent(agreement.Of(other).Name) with { Waits = Questions.Waits(agreement, other, now) };
        return [new Send(SmsOrder.To(phone, Purpose.Reply, sms, agreement.Programme, now) with { PersonId = by.PersonId })];
    }

    public static Send Say(this Agreement agreement, Role to, Purpose purpose, Sms sms, Instant now) =>
        new(SmsOrder.To(agreement.Of(to).Phone, purpose, sms, agreement.Programme, now) with { PersonId = agreement.Of(to).PersonId });

    /// <summary>Sends the same message to both sides, each naming the other side.</summary>
    public static IEnumerable<Effect> SayBoth(this Agreement agreement, Purpose purpose, Func<Party, int, Sms> sms, Instant now) =>
    [
        agreement.Say(Role.Farmer, purpose, sms(agreement.Trader, 1), now),
        agreement.Say(Role.Trader, purpose, sms(agreement.Farmer, -1), now),
    ];

    /// <summary>Sends a reply to the caller: to their phone in the command, otherwise to the agreement's phone.</summary>
    public static Send Reply(this Agreement agreement, Caller by, Sms sms, Instant now) =>
        new(SmsOrder.To(by.Phone ?? agreement.Of(agreement.SideOf(by.PersonId)!.Value).Phone, Purpose.Reply, sms, agreement.Programme, now)
            with { PersonId = by.PersonId });

    public static LocalDate Today(this Agreement agreement, Instant now) =>
        (Country.OfPhone(agreement.Farmer.Phone)
            ?? throw new InvalidOperationException("An agreement's farmer is in no country that is served.")).Today(now);

    /// <summary>A day on which something can have happened under the agreement: not before its offer, and not to come.</summary>
    public static bool IsDay(this Agreement agreement, LocalDate on, Instant now) =>
        on >= agreement.OfferedOn && on <= agreement.Today(now);

    public static IReadOnlyList<Effect> Post(Agreement agreement, Caller? answered, Instant now) =>
        [PostTo(agreement, Role.Farmer, answered, now), PostTo(agreement, Role.Trader, answered, now)];

    public static Tell PostTo(Agreement agreement, Role side, Caller? answered, Instant now)
    {
        var own = answered is not null && agreement.SideOf(answered.PersonId) == side ? answered.Id : null;
        var movements = agreement.Events.Where(e => e.MovesMoney).TakeLast(Carried)
            .Select(e => new Movement(e.Movement, e.Kind, side == Role.Farmer ? e.Amount : -e.Amount, e.At));
        return new Tell(AggregateId.Account(agreement.Programme, agreement.Of(side).PersonId, agreement.Of(side).Shard),
            new PostEntry(AccountEntry.Of(agreement, side, own, now), [.. movements]));
    }
}
