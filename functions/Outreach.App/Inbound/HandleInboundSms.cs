using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Handles one SMS from the queue: reads the subscriber and the person's account, then lets the subscriber decide.</summary>
public sealed class HandleInboundSms(Engine engine, OpenProgrammes programmes, IOptions<OutreachOptions> options, SendingLimits limits,
    Courses courses, PinHasher pins, TipDays tipDays, Replies replies, People people)
{
    /// <summary>So many days before today a tip is looked for that may have asked.</summary>
    private static readonly Period mostDays = Period.FromDays(3);

    /// <summary>An answer so soon after a question is taken for one to it without a look for tips: the read costs a call.</summary>
    private static readonly Duration atOnce = Duration.FromMinutes(10);

    public async Task HandleAsync(InboundSms sms, Arrival arrival, CancellationToken ct)
    {
        // Numbers outside the served countries get no answer, because a flood of them would cost money.
        if (!limits.Serves(sms.From) || Country.OfPhone(sms.From) is not { } country) return;
        var work = new Work(arrival with { At = sms.ReceivedAt });
        var id = AggregateId.Subscriber(sms.From);
        // An earlier delivery of this message may have died and left the subscriber's effects pending.
        if (arrival.IsAgain) await engine.CarryOutPendingAsync(work, id, (await engine.LoadAsync(work, id, ct)).Version, fresh: false, ct);
        var subscriber = await engine.StateAsync<Subscriber>(work, id, ct);
        if (subscriber is not null && MentorTexts.Read(subscriber, sms.Text) is { } answer)
        {
            await MentorsAsync(work, subscriber, answer.Code, answer.Text, sms, ct);
            return;
        }
        if (subscriber is { Others.Count: > 0 })
        {
            await SharedAsync(work, subscriber, sms, country, ct);
            return;
        }
        var holder = subscriber?.Holder;
        var account = holder is null
            ? null
            : await engine.AccountAsync(work, AggregateId.Account(holder.Programme, holder.PersonId), ct);
        if (arrival.IsAgain && account is not null && await AnsweredBeforeAsync(work, account, holder!, sms, ct)) return;
        var open = JoinReading.JoinOf(sms.Text) is not null ? await programmes.InAsync(country.Region, ct) : null;
        var leaves = holder is null ? null : await LeftAsync(work, subscriber!, sms, ct);
        var cause = $"sms|{sms.Gateway}|{sms.Id}";
        var named = await NamedAsync(work, sms, country, ct);
        var command = new SmsIn($"{sms.Gateway}|{sms.Id}", sms.Text, account, options.Value.UssdCode, limits.Phone, open,
            ReceivedAt: sms.ReceivedAt, Provider: sms.Provider, EndStops: sms.EndStops, ProgrammeName: leaves,
            Secret: open is null ? "" : SecretOf(sms), WordsAt: await WordsAtAsync(work, subscriber, account, sms, country, ct),
            Named: named, MentorHasNamesake: await HasNamesakeAsync(subscriber, sms, ct));
        if (account is not null) command = await WithWrittenAsync(work, command, [account], ct);
        await engine.ExecuteAsync(work, id, await WithLessonsAsync(work, subscriber, command, ct), cause, ct);
    }

    /// <summary>What a mentor sent for somebody: the mentor's own account has no part in it.</summary>
    private async Task MentorsAsync(Work work, Subscriber subscriber, MentorCode code, string text, InboundSms sms, CancellationToken ct)
    {
        var name = MentorTexts.Signed(subscriber.Holder?.Name ?? "");
        var command = new SmsIn($"{sms.Gateway}|{sms.Id}", sms.Text, null, options.Value.UssdCode, limits.Phone,
            ReceivedAt: sms.ReceivedAt, Provider: sms.Provider, EndStops: sms.EndStops,
            MentorNot: await replies.WhyNotAsync(work, code, text, name, ct));
        await engine.ExecuteAsync(work, AggregateId.Subscriber(sms.From), command, $"sms|{sms.Gateway}|{sms.Id}", ct);
    }

    /// <summary>When free words last went to the sender, since the oldest question that an answer without a code may be for.</summary>
    private async Task<Instant?> WordsAtAsync(Work work, Subscriber? subscriber, Account? account, InboundSms sms, Country country,
        CancellationToken ct)
    {
        if (subscriber?.Holder is not { } holder || SmsParser.Read(sms.Text) is not SmsIntent.Answer { Code: null }) return null;
        var now = engine.Now(work);
        var asked = (account?.AwaitingAnswer(now) ?? []).Select(e => e.Question!.SeenAt).Append(subscriber.Question?.At)
            .Append(subscriber.Forwarded?.At)
            .Concat((subscriber.ContactAsks ?? []).Select(a => (Instant?)a.At)).OfType<Instant>().ToList();
        if (asked.All(at => now - at < atOnce)) return null;
        var today = country.Today(now);
        var first = LocalDate.Max(country.Today(asked.Min()), today.Minus(mostDays));
        return await tipDays.LastAsync(holder.Programme, holder.PersonId, new(LocalDate.Min(first, today), today), ct);
    }

    /// <summary>The name of the programme that the sender wants to leave.</summary>
    private async Task<string?> LeftAsync(Work work, Subscriber subscriber, InboundSms sms, CancellationToken ct) =>
        SmsParser.Read(sms.Text) is SmsIntent.Leave leave && HerProgrammes.ToLeave(subscriber, leave) is { } user
            ? (await engine.StateAsync<Programme>(work, AggregateId.Programme(user.Holder.Programme), ct))?.Name
            : null;

    /// <summary>Reads the accounts of all users, because only the text says who sends it, or about which programme.</summary>
    private async Task SharedAsync(Work work, Subscriber subscriber, InboundSms sms, Country country, CancellationToken ct)
    {
        var accounts = new List<Account>();
        foreach (var user in subscriber.Holders)
        {
            if (await engine.AccountAsync(work, new AggregateId(AggregateKind.Account, user.Holder.Key), ct) is not { } account)
                continue;
            if (work.Arrival.IsAgain && await AnsweredBeforeAsync(work, account, user.Holder, sms, ct)) return;
            accounts.Add(account);
        }
        var named = await NamedAsync(work, sms, country, ct);
        var joins = JoinReading.JoinOf(sms.Text) is not null;
        var command = new SmsIn($"{sms.Gateway}|{sms.Id}", sms.Text, null, options.Value.UssdCode, limits.Phone, Shared: accounts,
            ReceivedAt: sms.ReceivedAt, Provider: sms.Provider, EndStops: sms.EndStops,
            Open: joins ? await programmes.InAsync(country.Region, ct) : null, Secret: joins ? SecretOf(sms) : "",
            ProgrammeName: await LeftAsync(work, subscriber, sms, ct), Named: named,
            MentorHasNamesake: await HasNamesakeAsync(subscriber, sms, ct));
        command = await WithWrittenAsync(work, command, accounts, ct);
        await engine.ExecuteAsync(work, AggregateId.Subscriber(sms.From), await WithLessonsAsync(work, subscriber, command, ct),
            $"sms|{sms.Gateway}|{sms.Id}", ct);
    }

    /// <summary>The people behind the number in a mobile-money confirmation; null for any other text.</summary>
    private async Task<IReadOnlyList<string>?> NamedAsync(Work work, InboundSms sms, Country country, CancellationToken ct) =>
        Confirmation.Of(sms.Text) is { Phone.Length: > 0 } sent && PhoneNumber.Parse(sent.Phone, country.Region) is { } phone
            ? [.. ((await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone.E164), ct))?.Holders ?? [])
                .Select(u => u.Holder.PersonId)]
            : null;

    /// <summary>Adds where the transaction in a confirmation is written down already, or what the sender is asked about it.</summary>
    private async Task<SmsIn> WithWrittenAsync(Work work, SmsIn sms, IReadOnlyList<Account> accounts, CancellationToken ct)
    {
        if (Confirmation.Of(sms.Text) is not { } sent) return sms;
        foreach (var code in SmsForwards.MayBeUnder(sent, sms.Named, accounts))
        {
            if (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is not { } agreement) continue;
            if (SameFacts.IsWritten(agreement, sent.Id)) return sms with { Written = code };
            if (new[] { agreement.Farmer.PersonId, agreement.Trader.PersonId }
                .Where(p => accounts.Any(a => a.Id == AggregateId.Account(agreement.Programme, p).Key))
                .Select(p => SameFacts.AskOf(agreement, sent.Id, p)).FirstOrDefault(asks => asks is not null) is { } asks)
                return sms with { WrittenAsks = asks };
        }
        return sms;
    }

    /// <summary>Whether MENTOR comes from a coordinator whose name another one has. A read for every thousand people.</summary>
    private async Task<bool> HasNamesakeAsync(Subscriber? subscriber, InboundSms sms, CancellationToken ct)
    {
        if (subscriber is null || !MentorTexts.IsBegin(sms.Text)) return false;
        foreach (var holder in subscriber.Holders.Select(u => u.Holder).Where(h => h.Role == Role.Coordinator))
            if ((await people.NamedAsync(holder.Programme, [holder.Name], ct)).SelectMany(same => same)
                .Any(p => p.Role == Role.Coordinator && p.PersonId != holder.PersonId)) return true;
        return false;
    }

    private string SecretOf(InboundSms sms) => pins.Secret($"{sms.From}|{sms.Gateway}|{sms.Id}");

    /// <summary>Adds what the users learn, for a text that may be about a lesson and answers nothing else.</summary>
    private async Task<SmsIn> WithLessonsAsync(Work work, Subscriber? subscriber, SmsIn sms, CancellationToken ct)
    {
        if (subscriber?.Holder is not { } holder) return sms;
        var now = engine.Now(work);
        var asks = (sms.Shared ?? []).Append(sms.Account).OfType<Account>().Any(a => a.AwaitingAnswer(now).Any() || a.Entries.Any(e =>
            e.PulseOpen))
            || subscriber.Holders.Any(u => u.Question is not null) || subscriber.Suggested is not null;
        switch (SmsLessons.Needs(subscriber, sms, asks))
        {
            case LessonFacts.Courses:
                return sms with { Courses = (await courses.ShelfAsync(holder.Programme, ct)).Cards };
            case LessonFacts.Learner:
                var learners = new List<Learner>();
                foreach (var user in subscriber.Holders)
                {
                    var id = AggregateId.Learner(user.Holder.Programme, user.Holder.PersonId);
                    if (await engine.StateAsync<Learner>(work, id, ct) is { } learner) learners.Add(learner);
                }
                return sms with { Learners = learners };
            default:
                return sms;
        }
    }

    /// <summary>
    /// A delivery that died may have answered a question that the account still shows as open. The agreement that knows this SMS finishes
    /// it.
    /// </summary>
    private async Task<bool> AnsweredBeforeAsync(Work work, Account account, Holder holder, InboundSms sms, CancellationToken ct)
    {
        var id = $"{sms.Gateway}|{sms.Id}";
        foreach (var entry in account.Entries.Where(e => e.Question is not null))
        {
            var agreement = AggregateId.Agreement(entry.Code);
            if (await engine.StateAsync<Agreement>(work, agreement, ct) is not { } known || !known.Handled.Contains(id)) continue;
            await engine.ExecuteAsync(work, agreement, new AnswerQuestion(new Caller(id, holder.PersonId, sms.From), true), id, ct);
            return true;
        }
        return false;
    }
}
