using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Takes the steps of a programme's end: tells everybody, asks about the hand-over, and closes the empty books.</summary>
public sealed class RunEnding(Engine engine, ITables tables, IClock clock, Endings endings, SmsSender sms, TipPrices prices,
    OutreachOptions options)
{
    private const int PageSize = 1000;

    /// <summary>People of one step, so that it ends within a minute.</summary>
    private const int StepSize = 200;

    private static readonly Duration again = Duration.FromDays(1);

    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Ending>(work, id, ct) is not { Next: { } next } ending || next.At > engine.Now(work)
            || await engine.StateAsync<Programme>(work, AggregateId.Programme(id.Key), ct) is not { } programme) return;
        if (ending.Running is { } round) await WriteAsync(work, id, ending, round, programme, ct);
        else if (next.Step == EndStep.Books) await LookAsync(work, id, ending, ct);
        else if (await CanPayAsync(work, ending, next.Step, programme, ct))
            await engine.ExecuteAsync(work, id, new BeginEndRound(next.Step), $"end|{id}", ct);
        else
        {
            await engine.ExecuteAsync(work, id, new LookAgain(engine.Now(work) + again), $"end|{id}", ct);
            await tables.InsertAsync(Keys.Task(programme.Id, SmsSender.MessageId($"end money|{programme.Id}|{programme.End?.EndsOn}")),
                Json.Write(new RaiseTask(programme.Id, TaskKinds.EndWithoutMoney, programme.Id, engine.Now(work))), ct);
        }
    }

    /// <summary>Looks for somebody who owes, is owed or disputes, for as long as a step may take.</summary>
    private async Task LookAsync(Work work, AggregateId id, Ending ending, CancellationToken ct)
    {
        Command command = engine.Now(work) >= ending.ClosesAt ? new CloseBooks() : await LookedAsync(work, id, ending, ct);
        await engine.ExecuteAsync(work, id, command, $"end|{id}", ct);
    }

    private async Task<Command> LookedAsync(Work work, AggregateId id, Ending ending, CancellationToken ct)
    {
        var until = clock.GetCurrentInstant() + Steps.Longest;
        for (var cursor = ending.Looked; ;)
        {
            var stretch = await endings.OpenAsync(id.Key, cursor, ct);
            if (stretch.People.Any(p => p.Entries.Any(e => e.IsBound))) return new LookAgain(engine.Now(work) + again);
            if (stretch.Next is not { } next) return new CloseBooks();
            if (clock.GetCurrentInstant() >= until) return new LookAgain(engine.Now(work), next);
            cursor = next;
        }
    }

    /// <summary>The next people of a round. A repeat sends nobody anything twice: each SMS has its own id.</summary>
    private async Task WriteAsync(Work work, AggregateId id, Ending ending, EndRound round, Programme programme, CancellationToken ct)
    {
        var rows = await tables.PageAsync(Table.People, programme.Id, round.Cursor, StepSize, ct);
        var people = rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).Where(p => p.Listed).ToList();
        foreach (var person in people)
        {
            var effect = $"end|{programme.Id}|{round.Number}|{person.PersonId}";
            var own = new Work(Arrival.Queued);
            if (round.Step != EndStep.HandOver)
                await sms.SendAsync(engine, own, SmsSender.MessageId(effect),
                    SmsOrder.To(person.Phone, Purpose.Notice, SmsOf(round.Step, programme), programme.Id, engine.Now(work))
                        with { PersonId = person.PersonId }, EffectOrigin.Uncommitted, ct);
            else if (ending.Successor is { } to)
                await AskAsync(own, person, new(AggregateId.Person(programme.Id, person.PersonId).Key, programme.Name, to.Name, to.Since),
                    effect, ct);
        }
        await engine.ExecuteAsync(work, id, new EndRoundWent(round.Number, round.Cursor,
            rows.Count > 0 ? rows[^1].Key.Row : round.Cursor, people.Count, rows.Count < StepSize), $"end|{id}", ct);
    }

    private async Task AskAsync(Work work, DirectoryRow person, AskHandOver ask, string effect, CancellationToken ct)
    {
        var phone = AggregateId.Subscriber(person.Phone);
        // An earlier try may have died with the question pending.
        var loaded = await engine.LoadAsync(work, phone, ct);
        if (loaded.Pending.Count > 0) await engine.CarryOutPendingAsync(work, phone, loaded.Version, fresh: false, ct);
        await engine.ExecuteAsync(work, phone, ask, effect, ct);
    }

    /// <summary>Takes the money of a round from the month's budget, once.</summary>
    private async Task<bool> CanPayAsync(Work work, Ending ending, EndStep step, Programme programme, CancellationToken ct)
    {
        var sentence = step == EndStep.HandOver ? new HandOverAskSms(programme.Name, ending.End?.Successor ?? "") : SmsOf(step, programme);
        var readers = new Dictionary<(Language Language, string Region), int>();
        for (var after = ""; ;)
        {
            var rows = await tables.PageAsync(Table.People, programme.Id, after, PageSize, ct);
            foreach (var person in rows.Select(r => Json.Read<ListedPerson>(r.Data).Row).Where(p => p.Listed))
            {
                if (Country.OfPhone(person.Phone) is not { Region: var region }) continue;
                var alike = (person.Language, region);
                readers[alike] = readers.GetValueOrDefault(alike) + 1;
            }
            if (rows.Count < PageSize) break;
            after = rows[^1].Key.Row;
        }
        var cost = prices.Of(programme.Id, readers.Select(r => KeyValuePair.Create($"{r.Key.Language}|{r.Key.Region}",
            new ReaderCount(r.Value, (long)r.Value * Segments.Of(SmsSender.TextOf(sentence, r.Key.Language)).Count))));
        var month = Country.OfRegion(programme.Region)!.Today(engine.Now(work)).ToYearMonth();
        var spend = new SpendMoney($"end.{ending.Edition}.{step}", month, cost);
        return await engine.ExecuteAsync(work, AggregateId.Budget(programme.Id), spend, $"end|{programme.Id}|{step}", ct) is true;
    }

    private Sms SmsOf(EndStep step, Programme programme) => step == EndStep.GoesOn || programme.End is not { } end
        ? new ProgrammeGoesOnSms(programme.Name)
        : new ProgrammeEndsSms(programme.Name, end.EndsOn, options.UssdCode);
}
