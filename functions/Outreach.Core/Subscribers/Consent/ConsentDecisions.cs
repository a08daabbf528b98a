using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>
/// Decides on the holder's consent. A change takes effect at this number at once; the person gets it as an act, keeps its row, and tells
/// the person's other numbers.
/// </summary>
internal static class ConsentDecisions
{
    /// <summary>The most messages that wait for one consent; older ones end with their own time.</summary>
    private const int MostWaiting = 8;

    /// <summary>The subscriber after these acts of its holder, and what the person is told.</summary>
    public static Outcome<Subscriber> Noted(Subscriber subscriber, params IReadOnlyList<ConsentNote> notes)
    {
        if (subscriber.Holder is not { } holder || notes.Count == 0) return Outcome<Subscriber>.Nothing(subscriber);
        List<ConsentNote> acts =
            [.. notes.Select(n => n.Words.Length > ConsentRow.WordsKept ? n with { Words = n.Words[..ConsentRow.WordsKept] } : n)];
        var consent = acts.Aggregate(subscriber.Consent, (c, act) => c.After(act));
        var told = new ConsentActed(IdOf(subscriber, acts), subscriber.Phone, acts);
        var (next, freed) = Freed(subscriber with { Consent = consent, Question = Unanswered(subscriber.Question, consent) });
        return new(next, [new Tell(new AggregateId(AggregateKind.Person, holder.Key), told), .. freed]);
    }

    /// <summary>Takes in the person's consent from their other numbers.</summary>
    public static Outcome<Subscriber> Copied(Subscriber subscriber, ConsentIs known, Instant now)
    {
        // They said it while they had the number, and have left it since.
        if (!subscriber.Holds(known.Key))
            return FormerUsers.LeftBefore(subscriber, known.Consent, now) is var left && ReferenceEquals(left, subscriber)
                ? Outcome<Subscriber>.Nothing(subscriber)
                : new(left, []);
        var theirs = subscriber.As(known.Key);
        var consent = theirs.Consent.With(known.Consent);
        if (consent == theirs.Consent) return Outcome<Subscriber>.Nothing(subscriber);
        var (next, freed) = Freed(theirs with { Consent = consent, Question = Unanswered(theirs.Question, consent) });
        return new(next.As(subscriber.Holder?.Key), freed);
    }

    /// <summary>
    /// STOP: the holder's, for every purpose except replies and receipts, on each of their numbers. An unregistered number is suppressed.
    /// </summary>
    public static Outcome<Subscriber> Stop(Subscriber subscriber, string source, string words, Instant at)
    {
        if (subscriber.Holder is null)
        {
            var silent = subscriber.Suppressed(Suppression.Stop, at);
            return ReferenceEquals(silent, subscriber) ? Outcome<Subscriber>.Nothing(subscriber) : new(silent, []);
        }
        // Repeated, it is newer than a return elsewhere of which this number may not have heard yet.
        var act = new ConsentNote(ConsentAct.Stopped, Consent.Purposes, at, true, source, words);
        return subscriber.Consent.After(act) == subscriber.Consent
            ? Outcome<Subscriber>.Nothing(subscriber)
            : Everywhere(Noted(subscriber with { Question = null }, act));
    }

    /// <summary>
    /// STOP of somebody unknown on a phone with several users: the number is silent, and it counts for each of them elsewhere too, until a
    /// name or an own act says otherwise.
    /// </summary>
    public static Outcome<Subscriber> StopPhone(Subscriber subscriber, string source, string words, Instant at)
    {
        var act = new ConsentNote(ConsentAct.PhoneStopped, Consent.Purposes, at, false, source, words);
        var after = subscriber.Consent.After(act);
        return after == subscriber.Consent || !after.StoppedByPhone
            ? Outcome<Subscriber>.Nothing(subscriber)
            : Everywhere(Noted(subscriber, act));
    }

    /// <summary>The STOP of somebody unknown was another's, or was taken back on the phone.</summary>
    public static Outcome<Subscriber> FreePhone(Subscriber subscriber, string words, Instant at) => subscriber.Consent.StoppedByPhone
        ? Everywhere(Noted(subscriber, new ConsentNote(ConsentAct.PhoneFreed, Consent.Purposes, at, false, "sms", words)))
        : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>The acts are the human's, in each of their programmes.</summary>
    private static Outcome<Subscriber> Everywhere(Outcome<Subscriber> outcome) => outcome with
    {
        Effects = [.. outcome.Effects.Select(e =>
            e is Tell { Command: ConsentActed acted } tell ? tell with { Command = acted with { Everywhere = true } } : e)],
    };

    /// <summary>Leaving stops the messages of that programme alone.</summary>
    public static Outcome<Subscriber> Leave(Subscriber subscriber, string source, string words, Instant at) =>
        subscriber.Consent.StoppedByName ? Outcome<Subscriber>.Nothing(subscriber)
            : Noted(subscriber with { Question = null }, new ConsentNote(ConsentAct.Stopped, Consent.Purposes, at, true, source, words));

    /// <summary>Stops one purpose. A purpose that was never asked counts as refused and is not asked again.</summary>
    public static Outcome<Subscriber> Stop(Subscriber subscriber, ConsentPurpose purpose, string source, string words, Instant at)
    {
        var kind = subscriber.Consent.Of(purpose) is ConsentState.Given or ConsentState.Stopped ? ConsentAct.Stopped : ConsentAct.Refused;
        var act = new ConsentNote(kind, [purpose], at, true, source, words);
        return subscriber.Consent.After(act) == subscriber.Consent ? Outcome<Subscriber>.Nothing(subscriber)
            : Everywhere(Noted(subscriber, act));
    }

    /// <summary>
    /// START: frees this number, and returns to its holder what their STOP took. What that was, and whether, the person knows: they may
    /// have said it on another number.
    /// </summary>
    public static Outcome<Subscriber> Start(Subscriber subscriber, string source, string words, Instant at)
    {
        var freed = subscriber.Returned(at);
        if (subscriber.Holder is not { } holder || subscriber.Consent.Returned(at) is var consent && consent == subscriber.Consent)
            return ReferenceEquals(freed, subscriber) ? Outcome<Subscriber>.Nothing(subscriber) : new(freed, []);
        var returns = new ReturnPerson($"{subscriber.Phone}|{at}", subscriber.Phone, at, source, words, subscriber.IsStopped);
        return new(freed with { Consent = consent }, [new Tell(new AggregateId(AggregateKind.Person, holder.Key), returns)]);
    }

    /// <summary>The holder's answer to the consent question. A yes after STOP is a return.</summary>
    public static Outcome<Subscriber> Answer(Subscriber subscriber, bool agrees, string source, string words, Instant at)
    {
        if (subscriber.Question!.Successor is { } successor) return HandOver(subscriber, successor, agrees, source, words, at);
        var act = new ConsentNote(agrees ? ConsentAct.Given : ConsentAct.Refused, subscriber.Question.Purposes, at, true, source, words);
        var lifted = (agrees ? subscriber.Returned(at) : subscriber) with { Question = null };
        if (!agrees) return Noted(lifted, act);
        if (lifted.IsStopped) return Noted(lifted, act, act with { Act = ConsentAct.Returned, Purposes = [] });
        var noted = Noted(lifted, act);
        // An offer was in a hurry: the other purposes are asked about in a week.
        return subscriber.Question.Offered && noted.State!.Consent.In(ConsentState.NotAsked) is { Count: > 0 } rest
            ? noted with { State = noted.State with { Question = new(subscriber.Question.Programme, rest, 1, at) },
                Effects = [.. noted.Effects, new WakeAt(AggregateId.Subscriber(subscriber.Phone), at + ConsentQuestion.AgainAfter)] }
            : noted;
    }

    /// <summary>The holder's word on the hand-over, which answers no other question.</summary>
    public static Outcome<Subscriber> HandOver(Subscriber subscriber, string successor, bool agrees, string source, string words,
        Instant at)
    {
        var open = subscriber.Question is { Successor: null } other ? other : null;
        return Noted(subscriber with { Question = open }, new ConsentNote(agrees ? ConsentAct.Given : ConsentAct.Refused,
            [ConsentPurpose.HandOver], at, true, source, words, successor));
    }

    /// <summary>A question waits for the holder's consent: says so when asking, once a day and three times at most.</summary>
    public static Outcome<Subscriber> Waits(Subscriber subscriber, OfferWaits offer, Instant now)
    {
        var theirs = subscriber.As(offer.Key);
        if (theirs.Holder?.Key != offer.Key || theirs.Waiting?.Contains(offer.MessageId) == true)
            return Outcome<Subscriber>.Nothing(subscriber);
        var (next, freed) = Freed(theirs with { Waiting = [.. (theirs.Waiting ?? []).TakeLast(MostWaiting - 1), offer.MessageId] });
        if (freed.Count > 0) return new(next.As(subscriber.Holder?.Key), freed);
        // One SMS a day says it, whoever else offers, and three in all until an answer.
        var told = next.Question?.OffersTold ?? 0;
        if (told >= ConsentQuestion.MostOffersTold || next.Question is { Offered: true } asked && now - asked.At < Duration.FromDays(1))
            return new(next.As(subscriber.Holder?.Key), []);
        var question = new ConsentQuestion(offer.Programme, [ConsentPurpose.Service], 1, now, Offered: true, OffersTold: told + 1);
        var outcome = Asking(next, question, new OfferWaitsSms(offer.Programme, offer.From), Purpose.OptIn, now);
        return outcome with { State = outcome.State!.As(subscriber.Holder?.Key),
            Effects = [.. outcome.Effects, new WakeAt(AggregateId.Subscriber(subscriber.Phone), now + ConsentQuestion.AgainAfter)] };
    }

    /// <summary>Lets go the messages that waited for the consent to the service, once that is given or refused.</summary>
    private static (Subscriber, IReadOnlyList<Effect>) Freed(Subscriber subscriber) =>
        subscriber.Waiting is null || !subscriber.Consent.Stopped && subscriber.Consent.Of(ConsentPurpose.Service) == ConsentState.NotAsked
            ? (subscriber, [])
            : (subscriber with { Waiting = null },
                [.. subscriber.Waiting.Select(id => new WakeNow(new AggregateId(AggregateKind.Message, id)))]);

    /// <summary>Applies a registration: records its grants, then asks for the purposes still open.</summary>
    public static Outcome<Subscriber> Registered(Subscriber subscriber, Register register, Instant now)
    {
        var grants = register.Consents ?? [];
        List<ConsentNote> acts =
        [
            .. grants.Select(g =>
                    new ConsentNote(g.Given ? ConsentAct.Given : ConsentAct.Refused, [g.Purpose], now, g.Own, g.Source, g.Words))
                .Where(act => subscriber.Consent.After(act) != subscriber.Consent
                    && (act.Own || subscriber.Consent.Of(act.Purposes[0]) == ConsentState.NotAsked
                        && !(act.Act == ConsentAct.Given && subscriber.HasFormerChoice))),
        ];
        // Who joins by own act returns by own act.
        if (grants.FirstOrDefault(g => g is { Own: true, Given: true, Purpose: ConsentPurpose.Service }) is { } joins)
        {
            subscriber = subscriber.Returned(now);
            if (subscriber.IsStopped) acts.Add(new(ConsentAct.Returned, [], now, true, joins.Source, joins.Words));
        }
        var noted = Noted(subscriber, acts);
        var state = noted.State!;
        var open = state.Consent.In(ConsentState.NotAsked);
        if (register.Ask is not { } programme || state.Question is not null || state.IsStopped || state.IsBlocked || open.Count == 0)
            return noted;
        var asked = Ask(state, programme, open, Purpose.OptIn, now);
        return asked with { Effects = [.. noted.Effects, .. asked.Effects] };
    }

    /// <summary>Asks for consent, and plans one repeat in a week.</summary>
    public static Outcome<Subscriber> Ask(Subscriber subscriber, string programme, IReadOnlyList<ConsentPurpose> about, Purpose purpose,
        Instant now, string? successor = null)
    {
        var question = new ConsentQuestion(programme, about, 1, now, Successor: successor);
        var asked = Asking(subscriber, question, question.Sentence(), purpose, now);
        return asked with { Effects =
            [.. asked.Effects, new WakeAt(AggregateId.Subscriber(subscriber.Phone), now + ConsentQuestion.AgainAfter)] };
    }

    /// <summary>Asks whether the person's data may go to a successor, who has an answer to them neither given nor open.</summary>
    public static Outcome<Subscriber> AskHandOver(Subscriber subscriber, AskHandOver ask, Instant now)
    {
        var (theirs, successor) = (subscriber.As(ask.Key), new NamedSuccessor(ask.Successor, ask.Since));
        if (theirs.Holder?.Key != ask.Key || subscriber.StopsFor(theirs.Current) || !theirs.Consent.Allows(ConsentPurpose.Service)
            || theirs.Consent.HandOver?.IsAbout(successor) == true
            || theirs.Question is { } open && (open.Successor is null || open.IsAbout(successor)))
            return Outcome<Subscriber>.Nothing(subscriber);
        var asked = Ask(theirs, ask.Programme, [ConsentPurpose.HandOver], Purpose.OptIn, now, ask.Successor);
        return asked with { State = asked.State!.As(subscriber.Holder?.Key) };
    }

    /// <summary>Repeats the question once, after a week.</summary>
    public static Outcome<Subscriber> AskAgain(Subscriber subscriber, Instant now)
    {
        if (subscriber.Quarantine is not null || subscriber.Question is not { Times: < ConsentQuestion.MostTimes } question
            || now < question.At + ConsentQuestion.AgainAfter) return Outcome<Subscriber>.Nothing(subscriber);
        var about = question.Successor is null ? subscriber.Consent.In(ConsentState.NotAsked) : question.Purposes;
        if (about.Count == 0) return Outcome<Subscriber>.Nothing(subscriber);
        var again = new ConsentQuestion(question.Programme, about, question.Times + 1, now, Successor: question.Successor);
        return Asking(subscriber, again, again.Sentence(), Purpose.OptIn, now);
    }

    /// <summary>Notes that the consent question has reached the phone, and may be answered.</summary>
    public static Outcome<Subscriber> Asked(Subscriber subscriber, string? key, Instant at)
    {
        var theirs = subscriber.As(key);
        // An older question's late report says nothing of this one.
        return (key is null || theirs.Holder?.Key == key) && theirs.Question is { SeenAt: null } question && at >= question.At
            && !(at <= question.LostAt)
            ? new((theirs with { Question = question with { SeenAt = at, LostAt = null } }).As(subscriber.Holder?.Key), [])
            : Outcome<Subscriber>.Nothing(subscriber);
    }

    /// <summary>Notes that the consent question did not reach the phone, so that no SMS answers it.</summary>
    public static Outcome<Subscriber> Lost(Subscriber subscriber, string? key, Instant at)
    {
        var theirs = subscriber.As(key);
        return (key is null || theirs.Holder?.Key == key) && theirs.Question is { } question && at >= question.At
            ? new((theirs with { Question = question with { SeenAt = null, LostAt = at } }).As(subscriber.Holder?.Key), [])
            : Outcome<Subscriber>.Nothing(subscriber);
    }

    public static Outcome<Subscriber> Arrived(Subscriber subscriber, Arrived arrived, Instant now) =>
        Changed(subscriber, RecycledNumbers.InUse(subscriber.Lifted(arrived.Gateway, now)));

    private static Outcome<Subscriber> Changed(Subscriber before, Subscriber after) =>
        ReferenceEquals(before, after) ? Outcome<Subscriber>.Nothing(before) : new(after, []);

    private static Outcome<Subscriber> Asking(Subscriber subscriber, ConsentQuestion question, Sms sms, Purpose purpose, Instant now)
    {
        var act = new ConsentNote(ConsentAct.Asked, question.Purposes, now, false, "sms", question.Programme, question.Successor);
        // Who is asked otherwise meanwhile has not answered yet.
        question = question with { OffersTold = Math.Max(question.OffersTold, subscriber.Question?.OffersTold ?? 0) };
        var noted = Noted(subscriber with { Question = question }, act);
        var order =
            SmsOrder.To(subscriber.Phone, purpose, sms, subscriber.Programme, now)
                with { PersonId = subscriber.Holder!.PersonId };
        return noted with { State = noted.State! with { Question = question }, Effects = [.. noted.Effects, new Send(order)] };
    }

    /// <summary>The question about those purposes that nobody has answered yet; null when none is left.</summary>
    private static ConsentQuestion? Unanswered(ConsentQuestion? question, Consent consent) =>
        question?.Purposes.Where(p => consent.Newest(p) is not { } said || said.At < question.At).ToList() is { Count: > 0 } left
            ? left.Count == question.Purposes.Count ? question : question with { Purposes = left }
            : null;

    private static string IdOf(Subscriber subscriber, IReadOnlyList<ConsentNote> acts) => Values.Chain.Next(subscriber.Phone,
        [.. acts.SelectMany(a => new[] { a.Act.ToString(), string.Join(' ', a.Purposes), a.At.ToString(), a.Source, a.Words })])[..16];
}
