using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Answers one USSD request: reads the subscriber, decides all new turns, does the requested lookups. A menu costs one read and one
/// write, however many turns are typed ahead.
/// </summary>
public sealed class AnswerUssd(Engine engine, PinHasher pins, OutreachOptions options, OpenProgrammes programmes,
    Courses courses)
{
    public async Task<UssdReply> AnswerAsync(UssdRequest request, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var line = AggregateId.Subscriber(request.Phone);
        var session = (await engine.StateAsync<Subscriber>(work, line, ct))?.Session;
        var turns = TypedAhead.Turns(request, session, options.UssdCode).Select(turn => turn with
        {
            ServiceCode = request.ServiceCode, Septets = request.Septets,
        });
        var shown = await TakeAsync(work, line, new UssdPath([.. turns]), ct);
        return new UssdReply(shown.Text, shown.End);
    }

    private async Task<Shown> TakeAsync(Work work, AggregateId line, UssdPath path, CancellationToken ct)
    {
        while (true)
        {
            switch (await engine.ExecuteAsync(work, line, path, path.Turns[0].SessionId, ct))
            {
                case Shown shown: return shown;
                case PendingLookup pending: path = await LookUpAsync(work, path, pending, ct); break;
                case var other: throw new InvalidOperationException(
                    $"A USSD request was answered with {other?.GetType().Name ?? "nothing"}.");
            }
        }
    }

    /// <summary>Adds one turn's lookup results to the path. All turns share the account, which is read once.</summary>
    private async Task<UssdPath> LookUpAsync(Work work, UssdPath path, PendingLookup pending, CancellationToken ct)
    {
        var facts = await LookUpAsync(work, path.Turns[pending.Turn], pending.Need, ct);
        return new UssdPath(
            [.. path.Turns.Select(
                (turn,
                    n) =>
                        turn with { Facts = n == pending.Turn
                            ? facts
                            : turn.Facts with { Account = facts.Account ?? turn.Facts.Account } })]);
    }

    private async Task<LookupResults> LookUpAsync(Work work, UssdTurn turn, LookupRequest request, CancellationToken ct) => request switch
    {
        LookupRequest.AnAccount account =>
            turn.Facts with { Account = await engine.AccountAsync(work, account.Id, ct) ?? Account.Empty(account.Id.Key) },
        LookupRequest.AnAgreement agreement =>
            turn.Facts with { Agreement = await AgreementAsync(work, agreement, ct) },
        LookupRequest.ThePerson person => turn.Facts with { Person = await PersonAsync(work, person.Id, ct) },
        LookupRequest.TheLearner learner => turn.Facts with
        {
            Person = (turn.Facts.Person ?? new PersonFact(null)) with { Learning = await LearningAsync(work, learner.Id, ct) },
        },
        LookupRequest.PinChecked pin => Checked(turn.Facts, pin),
        LookupRequest.PinHashed pin => turn.Facts with { Hash = pins.Hash(pin.Typed) },
        LookupRequest.TheSubscriberOf other => await OtherAsync(work, turn.Facts, other.Phone, ct),
        LookupRequest.ACode code =>
            turn.Facts with { Fresh = await FreshCodeAsync(work, code.Programme, $"{turn.SessionId}|{turn.Consumed}", ct) },
        LookupRequest.HerProgrammes hers => turn.Facts with { Hers = await HersAsync(work, hers, ct) },
        LookupRequest.OpenProgrammes open => turn.Facts with { Open = await programmes.InAsync(open.Region, ct) },
        LookupRequest.ASecret secret => turn.Facts with { Secret = pins.Secret(secret.For) },
        LookupRequest.ADataCode data => turn.Facts with { DataCode = new(pins.Secret(data.For), options.Retention.MessageTexts) },
        LookupRequest.Digits digits => turn.Facts with { Secret = pins.Digits($"{turn.SessionId}|{digits.For}") },
        LookupRequest.OldNumberPin old => turn.Facts with { Old = new OldNumberFact(await OldPinAsync(work, old, ct)) },
        _ => throw new InvalidOperationException($"Nobody looks up {request.GetType().Name}."),
    };

    private async Task<AgreementFact> AgreementAsync(Work work, LookupRequest.AnAgreement request, CancellationToken ct)
    {
        var agreement = await engine.StateAsync<Agreement>(work, request.Id, ct);
        var asked = await EarlierTellings.AddedAsync(engine, work, agreement, request.For, ct);
        return new(agreement, (asked as ITellsOfAFact)?.Elsewhere);
    }

    private async Task<LearningFact> LearningAsync(Work work, AggregateId id, CancellationToken ct) =>
        new(await engine.StateAsync<Learner>(work, id, ct),
            (await courses.ShelfAsync(AggregateId.ProgrammeOf(id.Key), ct)).Cards);

    /// <summary>Hashes a right PIN anew under the newest pepper, because the PIN is known only now.</summary>
    private LookupResults Checked(LookupResults facts, LookupRequest.PinChecked pin)
    {
        var right = pins.Matches(pin.Typed, pin.Hash);
        return facts with { PinRight = right, Hash = right && !pins.IsNewest(pin.Hash) ? pins.Hash(pin.Typed) : facts.Hash };
    }

    private async Task<PersonFact> PersonAsync(Work work, AggregateId id, CancellationToken ct)
    {
        var person = await engine.StateAsync<Person>(work, id, ct);
        var programme = person is null
            ? null
            : await engine.StateAsync<Programme>(work, AggregateId.Programme(person.Details.Programme), ct);
        var successor = programme?.End is null ? null
            : (await engine.StateAsync<Ending>(work, AggregateId.Ending(programme.Id), ct))?.Successor;
        return new(person, programme?.Name ?? "", Successor: successor);
    }

    /// <summary>Reads only what the choice needs, because each programme costs its own reads.</summary>
    private async Task<IReadOnlyList<ProgrammeFact>> HersAsync(Work work, LookupRequest.HerProgrammes hers, CancellationToken ct)
    {
        var facts = new List<ProgrammeFact>();
        foreach (var key in hers.Keys)
        {
            var id = new AggregateId(AggregateKind.Person, key);
            var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(AggregateId.ProgrammeOf(key)), ct);
            facts.Add(new(key, programme?.Name ?? AggregateId.ProgrammeOf(key),
                hers.For is ProgrammeMatter.Balance or ProgrammeMatter.Answers or ProgrammeMatter.Payment or ProgrammeMatter.Delivery
                    ? await engine.AccountAsync(work, new AggregateId(AggregateKind.Account, key), ct)
                    : null,
                hers.For is ProgrammeMatter.Mail ? await engine.StateAsync<Person>(work, id, ct) : null));
        }
        return facts;
    }

    private async Task<LookupResults> OtherAsync(Work work, LookupResults facts, string phone, CancellationToken ct)
    {
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct);
        return facts with { Other = subscriber?.Holder, Sharing = [.. (subscriber?.Holders ?? []).Select(s => s.Holder)],
            OtherKnown = true };
    }

    /// <summary>
    /// The person key that this PIN belongs to at another number; null for no match or two. The try is counted before the check.
    /// </summary>
    /// <remarks>An unknown number takes as long as a known one, so timing reveals nothing.</remarks>
    private async Task<string?> OldPinAsync(Work work, LookupRequest.OldNumberPin old, CancellationToken ct)
    {
        var line = AggregateId.Subscriber(old.Phone);
        var open = (PinsToCheck)(await engine.ExecuteAsync(work, line, new CountPinTries(), $"{line}", ct))!;
        if (open.Hashes.Count == 0) pins.Hash(old.Typed);
        var right = open.Hashes.Where(h => pins.Matches(old.Typed, h.Value)).Select(h => h.Key).ToList();
        foreach (var key in right) await engine.ExecuteAsync(work, line, new PinWasRight(key), $"{line}", ct);
        return right is [var one] ? one : null;
    }

    private async Task<FreshCode> FreshCodeAsync(Work work, string programme, string purpose, CancellationToken ct)
    {
        var rules = (await engine.StateAsync<Programme>(work, AggregateId.Programme(programme), ct))?.OfferRules
            ?? AgreementRules.Default;
        for (var n = 0; ; n++)
        {
            var code = Codes.For(purpose, n);
            if (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is null) return new FreshCode(code, rules);
        }
    }
}
