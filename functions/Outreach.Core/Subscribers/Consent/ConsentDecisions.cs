using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>Decides on a subscriber's consent. Each change becomes a row of the consent ledger and leaves the subscriber at once.</summary>
internal static class ConsentDecisions
{
    /// <summary>Returns the subscriber with the notes applied, and the ledger rows to write.</summary>
    public static Outcome<Subscriber> Noted(Subscriber subscriber, IReadOnlyList<ConsentNote> notes, Instant now)
    {
        if (notes.Count == 0) return new(subscriber, []);
        var rows = new List<ConsentRow>();
        var hash = subscriber.Consent.Rows == 0 ? subscriber.Phone : subscriber.Consent.Hash;
        foreach (var note in notes)
        {
            var words = note.Words.Length > ConsentRow.WordsKept ? note.Words[..ConsentRow.WordsKept] : note.Words;
            var row =
                new ConsentRow(subscriber.Consent.Rows + rows.Count + 1, now, subscriber.Holder?.PersonId ?? "", note.Act, note.Purposes,
                    note.Source, words, "");
            rows.Add(row = row with { Hash = row.HashAfter(hash) });
            hash = row.Hash;
        }
        return new(subscriber with { Consent = subscriber.Consent with { Rows = rows[^1].Number, Hash = hash } },
            [new KeepConsents(subscriber.Phone, rows)]);
    }

    /// <summary>Stops every purpose except replies and receipts, and keeps the granted purposes for a later START.</summary>
    public static Outcome<Subscriber> Stop(Subscriber subscriber, string source, string words, Instant now)
    {
        if (subscriber.Consent.Stopped) return Outcome<Subscriber>.Nothing(subscriber);
        var next = subscriber with { Consent = subscriber.Consent with { Stopped = true, StoppedAt = now }, Question = null };
        return Noted(next, [new(ConsentAct.Stopped, Consent.Purposes, source, words)], now);
    }

    /// <summary>Stops one purpose. A purpose that was never asked counts as refused and is not asked again.</summary>
    public static Outcome<Subscriber> Stop(Subscriber subscriber, ConsentPurpose purpose, string source, string words, Instant now)
    {
        var before = subscriber.Consent.Of(purpose);
        if (before is ConsentState.Stopped or ConsentState.Refused) return Outcome<Subscriber>.Nothing(subscriber);
        var next = subscriber with
        {
            Consent = subscriber.Consent.With(purpose, before == ConsentState.Given ? ConsentState.Stopped : ConsentState.Refused)
                with { StoppedAt = now },
            Question = Without(subscriber.Question, [purpose]),
        };
        return Noted(next, [new(ConsentAct.Stopped, [purpose], source, words)], now);
    }

    /// <summary>Restores the stopped purposes when the person returns, and grants the purposes of an open consent question.</summary>
    public static Outcome<Subscriber> Start(Subscriber subscriber, string source, string words, Instant now)
    {
        var consent = subscriber.Consent;
        var stopped = consent.Stopped
            ? Consent.Purposes.Where(p => consent.Of(p) is ConsentState.Given or ConsentState.Stopped).ToList()
            : consent.In(ConsentState.Stopped);
        var fresh =
            Consent.Purposes.Where(
                p => !stopped.Contains(p)
                    && (subscriber.Question?.Purposes.Contains(p) == true
                        || p == ConsentPurpose.Service && consent.Service != ConsentState.Given)).ToList();
        if (subscriber.Holder is null) fresh.Clear();
        var notes = new List<ConsentNote>();
        if (consent.Stopped || stopped.Count > 0) notes.Add(new(ConsentAct.Returned, stopped, source, words));
        if (fresh.Count > 0) notes.Add(new(ConsentAct.Given, fresh, source, words));
        if (consent.Blocked) notes.Add(new(ConsentAct.Unblocked, [], source, words));
        if (notes.Count == 0) return Outcome<Subscriber>.Nothing(subscriber);
        var next = stopped.Concat(fresh).Aggregate(consent, (c, p) => c.With(p, ConsentState.Given))
            with { Stopped = false, Blocked = false };
        return Noted(subscriber with { Consent = next, Question = null }, notes, now);
    }

    /// <summary>Records the person's answer to the consent question.</summary>
    public static Outcome<Subscriber> Answer(Subscriber subscriber, bool agrees, string source, string words, Instant now)
    {
        var asked = subscriber.Question!.Purposes;
        var next = asked.Aggregate(subscriber.Consent, (c, p) => c.With(p, agrees ? ConsentState.Given : ConsentState.Refused));
        next = agrees ? next with { Stopped = false } : next with { StoppedAt = now };
        return Noted(subscriber with { Consent = next, Question = null },
            [new(agrees ? ConsentAct.Given : ConsentAct.Refused, asked, source, words)], now);
    }

    /// <summary>Applies a registration: records its grants, then asks for the purposes still open.</summary>
    public static (Subscriber Line,
        IReadOnlyList<Effect> Effects) Registered(Subscriber subscriber, Register register, bool changedHands, Instant now)
    {
        var notes = new List<ConsentNote>();
        var next = subscriber;
        if (changedHands)
        {
            // The previous holder's consent does not bind the new holder.
            next = Anew(subscriber, Consent.None);
            notes.Add(new(ConsentAct.ChangedHands, [], register.Source, ""));
        }
        foreach (var grant in register.Consents ?? []) next = Granted(next, grant, notes);
        var asks = register.Ask is not null && next.Question is null && next.Consent is { Stopped: false, Blocked: false }
            && next.Consent.In(ConsentState.NotAsked).Count > 0;
        if (asks) return Both(Noted(next, notes, now), o => Ask(o, register.Ask!, o.Consent.In(ConsentState.NotAsked), Purpose.OptIn, now));
        var outcome = Noted(next, notes, now);
        return (outcome.State!, outcome.Effects);
    }

    /// <summary>Clears consent when the number has no holder any more.</summary>
    public static (Subscriber Line, IReadOnlyList<Effect> Effects) ChangedHands(Subscriber subscriber, string source, Instant now)
    {
        var outcome = Noted(Anew(subscriber, Consent.None), [new(ConsentAct.ChangedHands, [], source, "")], now);
        return (outcome.State!, outcome.Effects);
    }

    /// <summary>Applies the consent that a person brings from another number.</summary>
    public static (Subscriber Line, IReadOnlyList<Effect> Effects) Brought(Subscriber subscriber, Consent consent, Instant now)
    {
        const string source = "another number";
        var notes = new List<ConsentNote> { new(ConsentAct.ChangedHands, [], source, "") };
        var given = consent.Stopped ? [] : consent.In(ConsentState.Given);
        if (given.Count > 0) notes.Add(new(ConsentAct.Given, given, source, ""));
        if (consent.In(ConsentState.Refused) is { Count: > 0 } refused) notes.Add(new(ConsentAct.Refused, refused, source, ""));
        var stopped = consent.Stopped ? Consent.Purposes : consent.In(ConsentState.Stopped);
        if (stopped.Count > 0) notes.Add(new(ConsentAct.Stopped, stopped, source, ""));
        var outcome = Noted(Anew(subscriber, consent), notes, now);
        return (outcome.State!, outcome.Effects);
    }

    /// <summary>Keeps the ledger's hash chain and the provider's block, because both belong to the number.</summary>
    private static Subscriber Anew(Subscriber subscriber, Consent consent) =>
        subscriber with { Consent =
            consent with { Blocked = subscriber.Consent.Blocked, Rows = subscriber.Consent.Rows, Hash = subscriber.Consent.Hash },
            Question = null };

    private static (Subscriber, IReadOnlyList<Effect>) Both(Outcome<Subscriber> first, Func<Subscriber, Outcome<Subscriber>> then)
    {
        var second = then(first.State!);
        return (second.State!, [.. first.Effects, .. second.Effects]);
    }

    private static Subscriber Granted(Subscriber subscriber, ConsentGrant grant, List<ConsentNote> notes)
    {
        var before = subscriber.Consent.Of(grant.Purpose);
        var state = grant.Given ? ConsentState.Given : ConsentState.Refused;
        var lifts = grant is { Own: true, Given: true, Purpose: ConsentPurpose.Service } && subscriber.Consent.Stopped;
        if (!lifts && (before == state || !grant.Own && before != ConsentState.NotAsked)) return subscriber;
        notes.Add(new(grant.Given ? ConsentAct.Given : ConsentAct.Refused, [grant.Purpose], grant.Source, grant.Words));
        var consent = subscriber.Consent.With(grant.Purpose, state);
        return subscriber with { Consent = lifts ? consent with { Stopped = false } : consent,
            Question = Without(subscriber.Question, [grant.Purpose]) };
    }

    /// <summary>Asks for consent, and plans one repeat in a week.</summary>
    public static Outcome<Subscriber> Ask(Subscriber subscriber, string programme, IReadOnlyList<ConsentPurpose> about, Purpose purpose,
        Instant now)
    {
        var question = new ConsentQuestion(programme, about, 1, now);
        var outcome = Noted(subscriber with { Question = question }, [new(ConsentAct.Asked, question.Purposes, "sms", programme)], now);
        return outcome with { Effects =
            [.. outcome.Effects, Asking(subscriber, question, purpose, now),
                new WakeAt(AggregateId.Subscriber(subscriber.Phone), now + ConsentQuestion.AgainAfter)] };
    }

    /// <summary>Repeats the question once, after a week.</summary>
    public static Outcome<Subscriber> AskAgain(Subscriber subscriber, Instant now)
    {
        if (subscriber.Quarantine is not null || subscriber.Question is not { Times: < ConsentQuestion.MostTimes } question
            || now < question.At + ConsentQuestion.AgainAfter) return Outcome<Subscriber>.Nothing(subscriber);
        var again = question with { Times = question.Times + 1, At = now };
        var outcome = Noted(subscriber with { Question = again }, [new(ConsentAct.Asked, again.Purposes, "sms", again.Programme)], now);
        return outcome with { Effects = [.. outcome.Effects, Asking(subscriber, again, Purpose.OptIn, now)] };
    }

    /// <summary>Notes that the consent question has reached the phone, and may be answered.</summary>
    public static Outcome<Subscriber> Asked(Subscriber subscriber, Instant at) => subscriber.Question is { SeenAt: null } question
        ? new(subscriber with { Question = question with { SeenAt = at } }, [])
        : Outcome<Subscriber>.Nothing(subscriber);

    public static Outcome<Subscriber> Block(Subscriber subscriber, ProviderBlocked blocked, Instant now) => subscriber.Consent.Blocked
        ? Outcome<Subscriber>.Nothing(subscriber)
        : Noted(subscriber with { Consent = subscriber.Consent with { Blocked = true } }, [new(ConsentAct.Blocked, [], blocked.Source, "")],
            now);

    public static Outcome<Subscriber> Unblock(Subscriber subscriber, ProviderUnblocked unblocked, Instant now) => subscriber.Consent.Blocked
        ? Noted(subscriber with { Consent = subscriber.Consent with { Blocked = false } },
            [new(ConsentAct.Unblocked, [], unblocked.Source, "")], now)
        : Outcome<Subscriber>.Nothing(subscriber);

    private static Send Asking(Subscriber subscriber, ConsentQuestion question, Purpose purpose, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, purpose, new OptInSms(question.Programme, question.Purposes), subscriber.Programme, now));

    private static ConsentQuestion? Without(ConsentQuestion? question, IReadOnlyList<ConsentPurpose> purposes) =>
        question?.Purposes.Except(purposes).ToList() is { Count: > 0 } left ? question with { Purposes = left } : null;
}
