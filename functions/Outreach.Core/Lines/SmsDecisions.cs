using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Lines;

/// <summary>What an SMS to us leads to. What concerns one agreement is passed on to it and leaves the line unchanged.</summary>
public static class SmsDecisions
{
    /// <summary>A number that nobody registered gets one answer a day.</summary>
    private static readonly Duration strangerPause = Duration.FromHours(24);

    public static Outcome<Line> Decide(Line line, SmsIn sms, Instant now)
    {
        if (line.Handled.Contains(sms.Id)) return Outcome<Line>.Nothing(line);
        var meaning = SmsReading.Read(sms.Text);
        if (line.Holder is null) return Stranger(line, sms, meaning, now);
        return meaning switch
        {
            SmsMeaning.Stop => Stop(line, sms, now),
            SmsMeaning.StopTips => StopTips(line, sms, now),
            SmsMeaning.Start when line.Consent is { Stopped: false, TipsStopped: false } => Explain(line, sms, now),
            SmsMeaning.Start => Start(line, sms, now),
            SmsMeaning.Help => Explain(line, sms, now),
            SmsMeaning.Answer answer => Answer(line, sms, answer, now),
            SmsMeaning.Check check => Check(line, sms, check.Code, now),
            _ => line.Consent.Stopped ? Noted(line, sms) : Reply(line, sms, Open(sms, now) is [var one]
                ? new HowToAnswerSms(one.Code, one.OtherName)
                : new NotUnderstoodSms(sms.UssdCode), now),
        };
    }

    private static Outcome<Line> Answer(Line line, SmsIn sms, SmsMeaning.Answer answer, Instant now)
    {
        // This very message answered an offer before: let the agreement see that it is a repeat.
        if (sms.Account?.Entries.FirstOrDefault(e => e.Answered == sms.Id) is { } answered) return PassOn(line, sms, answered.Code, answer.Accept);
        if (answer.Code is { } code)
        {
            return sms.Account?.Find(code) is { Side: Side.IsOwed } entry
                ? PassOnIfSeen(line, sms, entry, answer.Accept)
                : Reply(line, sms, new UnknownCodeSms(code), now);
        }
        return Open(sms, now) switch
        {
            [var one] => PassOnIfSeen(line, sms, one, answer.Accept),
            [] => NothingOpen(line, sms, now),
            var several => Reply(line, sms, new WhichOfferSms([.. several.Select(e => e.Code).Take(5)]), now),
        };
    }

    /// <summary>A second yes, or one that comes after the end: say where the latest offer stands.</summary>
    private static Outcome<Line> NothingOpen(Line line, SmsIn sms, Instant now)
    {
        var last = sms.Account?.Entries.Where(e => e.Side == Side.IsOwed && now - e.OfferedAt < Duration.FromDays(14)).MaxBy(e => e.OfferedAt);
        return last is null ? Reply(line, sms, new NoOfferSms(), now) : Reply(line, sms, Standing(last), now);
    }

    private static Sms Standing(AccountEntry entry) => entry.Status switch
    {
        AgreementStatus.Confirmed or AgreementStatus.Settled or AgreementStatus.Disputed => new AlreadyConfirmedSms(entry.Code, entry.Hash),
        AgreementStatus.Offered => new OfferClosedSms(entry.Code, AgreementStatus.Expired),
        var status => new OfferClosedSms(entry.Code, status),
    };

    /// <summary>
    /// Terms that never went to this phone cannot be agreed to by SMS: they are sent first. The line remembers this SMS, or its repeat
    /// would find them sent and agree.
    /// </summary>
    private static Outcome<Line> PassOnIfSeen(Line line, SmsIn sms, AccountEntry entry, bool accept) =>
        entry is { Seen: false, Status: AgreementStatus.Offered } && accept
            ? new(Remember(line, sms), [new Tell(AggregateId.Agreement(entry.Code), new CheckAgreement(line.Holder!.PersonId, line.Phone))])
            : PassOn(line, sms, entry.Code, accept);

    private static Outcome<Line> PassOn(Line line, SmsIn sms, string code, bool accept) => new(line,
        [new Tell(AggregateId.Agreement(code), new AnswerOffer(sms.Id, line.Holder!.PersonId, accept, line.Phone))]);

    private static Outcome<Line> Check(Line line, SmsIn sms, string code, Instant now) => sms.Account?.Find(code) is null
        ? Reply(line, sms, new UnknownCodeSms(code), now)
        : new(line, [new Tell(AggregateId.Agreement(code), new CheckAgreement(line.Holder!.PersonId, line.Phone))]);

    private static Outcome<Line> Explain(Line line, SmsIn sms, Instant now) => Open(sms, now) switch
    {
        [var one] => Reply(line, sms, new HowToAnswerSms(one.Code, one.OtherName), now),
        { Count: > 1 } several => Reply(line, sms, new WhichOfferSms([.. several.Select(e => e.Code).Take(5)]), now),
        _ => Reply(line, sms, new HelpSms(sms.UssdCode), now),
    };

    private static Outcome<Line> Stop(Line line, SmsIn sms, Instant now) => line.Consent.Stopped
        ? Noted(line, sms)
        : Consented(line, sms, line.Consent with { Stopped = true }, new StoppedSms(), now);

    private static Outcome<Line> StopTips(Line line, SmsIn sms, Instant now) => line.Consent.TipsStopped
        ? Noted(line, sms)
        : Consented(line, sms, line.Consent with { TipsStopped = true }, new TipsStoppedSms(), now);

    private static Outcome<Line> Start(Line line, SmsIn sms, Instant now) =>
        Consented(line, sms, line.Consent with { Stopped = false, TipsStopped = false, Blocked = false }, new StartedSms(), now);

    private static Outcome<Line> Consented(Line line, SmsIn sms, Consent consent, Sms answer, Instant now)
    {
        var words = Normaliser.ForInput(sms.Text);
        var kept = consent with { Log = [.. consent.Log, new ConsentEntry(now, "sms", words.Length > 40 ? words[..40] : words)] };
        var outcome = Reply(line with { Consent = kept }, sms, answer, now);
        return LineDecisions.Listed(line, outcome);
    }

    private static Outcome<Line> Stranger(Line line, SmsIn sms, SmsMeaning meaning, Instant now)
    {
        if (meaning is SmsMeaning.Stop) return Noted(line with { Consent = line.Consent with { Stopped = true, Log = [.. line.Consent.Log, new ConsentEntry(now, "sms", "STOP")] } }, sms);
        if (meaning is SmsMeaning.Start && line.Consent.Stopped)
            line = line with { Consent = line.Consent with { Stopped = false, Log = [.. line.Consent.Log, new ConsentEntry(now, "sms", "START")] } };
        if (line.Consent.Stopped || line.StrangerAnsweredAt is { } at && now - at < strangerPause) return Noted(line, sms);
        return Reply(line with { StrangerAnsweredAt = now }, sms, new WhoAreYouSms(sms.UssdCode), now);
    }

    private static List<AccountEntry> Open(SmsIn sms, Instant now) => [.. sms.Account?.AwaitingAnswer(now) ?? []];

    private static Outcome<Line> Reply(Line line, SmsIn sms, Sms answer, Instant now) => new(Remember(line, sms),
        [new Send(SmsOrder.To(line.Phone, Purpose.Reply, answer, line.Programme, now))]);

    private static Outcome<Line> Noted(Line line, SmsIn sms) => new(Remember(line, sms), []);

    private static Line Remember(Line line, SmsIn sms) => line with { Handled = [.. line.Handled.TakeLast(Line.HandledKept - 1), sms.Id] };
}
