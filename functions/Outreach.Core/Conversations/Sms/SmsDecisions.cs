using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Decides on an incoming SMS. An SMS about one agreement is passed on and leaves the subscriber unchanged.</summary>
public static class SmsDecisions
{
    private const int MostEchoes = 3;
    private static readonly Duration echoPause = Duration.FromMinutes(30);
    private static readonly Duration hour = Duration.FromHours(1);

    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Handled.Contains(sms.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var intent = SmsParser.Read(subscriber, sms);
        return Acted(subscriber, sms, intent, Decide(subscriber, sms, intent, now), now);
    }

    /// <summary>
    /// Notes an own act. What an agreement or a learner keeps is noted there, and costs nothing here.
    /// </summary>
    private static Outcome<Subscriber> Acted(Subscriber subscriber, SmsIn sms, SmsIntent intent, Outcome<Subscriber> outcome, Instant now)
    {
        var isKept = outcome.Effects.Any(e => e is Tell { Command: AgreementCommand or AnswerLesson });
        if (isKept && ReferenceEquals(outcome.State, subscriber) || intent is SmsIntent.Stop or SmsIntent.StopPurpose or SmsIntent.MayStop
            || outcome.State is not { } state || state.IsStopped || state.Holder?.Key != subscriber.Holder?.Key) return outcome;
        var acted = state.Acted(Country.OfPhone(subscriber.Phone)!.Today(sms.ReceivedAt ?? now), answers: intent
            is SmsIntent.Answer or SmsIntent.Choice or SmsIntent.Pulse);
        // What is only looked at, a balance or an agreement, keeps nothing of it: a write a day.
        return ReferenceEquals(acted, state) ? outcome
            : outcome with { State = ReferenceEquals(state, subscriber) ? WithHandled(acted, sms) : acted };
    }

    private static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        // The agreement answered this SMS before, so it gets the repeat, whatever the text would mean now.
        if (sms.Account?.Entries.FirstOrDefault(e => e.Answered == sms.Id) is { } known)
            return PassOn(subscriber, sms, known, known.Code, true, 0);
        if (PinText.IsRedacted(sms.Text)) return Reply(subscriber, sms, new KeepPinSecretSms(sms.UssdCode), now);
        if (SmsConsents.Decide(subscriber, sms, intent, now) is { } consent) return consent;
        if (SmsLessons.Decide(subscriber, sms, intent, now) is { } lesson) return lesson;
        return intent switch
        {
            SmsIntent.Greeting when subscriber.IsStopped => Unanswered(subscriber, sms),
            SmsIntent.Start or SmsIntent.Help or SmsIntent.Greeting => Explain(subscriber, sms, now),
            SmsIntent.Answer answer => Answer(subscriber, sms, answer, now),
            SmsIntent.Forwarded sent when !subscriber.IsStopped =>
                SmsForwards.Decide(subscriber, sms, sent.Money, Open(sms, now).Count > 0, now),
            SmsIntent.Forwarded => Unanswered(subscriber, sms),
            SmsIntent.Check check => Check(subscriber, sms, check.Code, now),
            SmsIntent.Likely likely =>
                subscriber.IsStopped
                    ? Unanswered(subscriber, sms)
                    : Suggestions.Put(subscriber, sms, likely.Text, Open(sms, now).Count > 0, now),
            SmsIntent.Nearly nearly => Nearly(subscriber, sms, nearly, now),
            SmsIntent.MayStop may => Suggestions.PutStop(subscriber, sms, may.Purpose, now),
            SmsIntent.StopOrEnd ends => StopOrEnd(subscriber, sms, ends.Code, now),
            SmsIntent.Part => InboxForwarding.Pass(subscriber, sms, new PartSms(), now),
            SmsIntent.Thanks => Unanswered(subscriber, sms),
            SmsIntent.Clerk clerk when subscriber.Mine.Any(IsTrader) => Clerks(subscriber, sms, clerk),
            SmsIntent.Erase => Reply(subscriber, sms, new HowToEraseSms(sms.UssdCode), now),
            SmsIntent.Leave leave => Leaving.Decide(subscriber, sms, leave.Programme, now),
            SmsIntent.Unclear or SmsIntent.Choice or SmsIntent.Clerk => NotUnderstood(subscriber, sms, now),
            _ => SmsActions.Decide(subscriber, sms, intent, now),
        };
    }

    private static bool IsTrader(PhoneUser user) => user.Holder.Role == Role.Trader;

    /// <summary>
    /// A no, and the question who they are, are for each of the trader's programmes; a name for one: that behind it, or the one chosen
    /// last.
    /// </summary>
    private static Outcome<Subscriber> Clerks(Subscriber subscriber, SmsIn sms, SmsIntent.Clerk clerk)
    {
        var all = subscriber.Mine.Where(IsTrader).ToList();
        var (words, to) = (clerk.Name, all);
        if (words is not null && !clerk.End)
        {
            var behind = all.Find(u => words.EndsWith($" {u.Holder.Programme}", StringComparison.OrdinalIgnoreCase));
            if (all.Count > 1 && behind is not null) words = words[..^(behind.Holder.Programme.Length + 1)];
            to = [(all.Count > 1 ? behind : null) ?? all.Find(u => u.Holder.Key == subscriber.Holder?.Key) ?? all[0]];
        }
        var name = words is null ? null : SmsActions.Titled(words);
        return new(subscriber, [.. to.Select(u => u.Holder).Select(trader =>
            new AskForClerk(trader.Programme, AggregateId.Person(trader.Programme, trader.PersonId),
                new NameClerk(sms.Id, subscriber.Phone, name, clerk.End, sms.Text, In: all.Count > 1 ? trader.Programme : "")))]);
    }

    private static Outcome<Subscriber> NotUnderstood(Subscriber subscriber, SmsIn sms, Instant now)
    {
        Sms answer = Open(sms, now) is [var one] ? HowTo(one, now)
            : SmsTokens.SaysSomething(sms.Text) ? new NotUnderstoodSms(sms.UssdCode)
            : new HelpSms(sms.UssdCode);
        return InboxForwarding.Pass(subscriber, sms, answer, now);
    }

    /// <summary>
    /// Explains how to write the order, because money and consent are never guessed. A stopped phone is told only about START.
    /// </summary>
    private static Outcome<Subscriber> Nearly(Subscriber subscriber, SmsIn sms, SmsIntent.Nearly nearly, Instant now) =>
        nearly.Keyword switch
    {
        not Keyword.Start when subscriber.IsStopped => InboxForwarding.Pass(subscriber, sms, new NotUnderstoodSms(sms.UssdCode), now),
        Keyword.Answer when Open(sms, now).Count == 0 && subscriber.Question is { } asked && asked.IsOpen(now)
            && sms.IsAfter(asked.SeenAt) => Reply(subscriber, sms, asked.Sentence(), now),
        Keyword.Answer => Explain(subscriber, sms, now),
        // CHANGE and CORRECT refer to the open question.
        Keyword.Change or Keyword.Correct when nearly.Code is null && Open(sms, now) is [var one] =>
            Reply(subscriber, sms, new HowToWriteSms(nearly.Keyword, CodeOf(one)), now),
        var keyword => Reply(subscriber, sms, new HowToWriteSms(keyword, nearly.Code), now),
    };

    private static Outcome<Subscriber> StopOrEnd(Subscriber subscriber, SmsIn sms, string? code, Instant now)
    {
        if (code is not null && sms.Account?.Find(code) is null) return Reply(subscriber, sms, new UnknownCodeSms(code), now);
        return Reply(subscriber, sms, new StopOrEndSms(code ?? (Open(sms, now) is [var one] ? one.Code : null)), now);
    }

    private static Outcome<Subscriber> Answer(Subscriber subscriber, SmsIn sms, SmsIntent.Answer answer, Instant now)
    {
        var forwarded = SmsForwards.IsAsked(subscriber, sms, answer.Code, now);
        // Two questions of one agreement would have one code: its own stands, and the confirmation can be told by RECEIVED or PAID.
        if (forwarded && sms.Account?.Find(subscriber.Forwarded!.Code) is { } about && about.AwaitsAnswer(now))
            return Reply(subscriber with { Forwarded = subscriber.Forwarded with { Asks = false } }, sms, HowTo(about, now), now);
        if (answer.Code is { } code)
            return forwarded
                ? SmsForwards.Answer(subscriber, sms, answer.Accept, now)
                : AnswerTo(subscriber, sms, code, answer.Accept, now);
        var suggested = Suggestions.IsOpen(subscriber, sms, now);
        return Open(sms, now) switch
        {
            [] when suggested => answer.Accept ? Suggestions.Take(subscriber, sms, now) : Suggestions.Refuse(subscriber, sms, now),
            // It may be for what was answered since, or for a tip.
            [] when forwarded && BareAnswer.HasAnsweredSince(subscriber, sms, subscriber.Forwarded!.At) =>
                Reply(subscriber, sms, new WhichOfferSms([subscriber.Forwarded.Code]), now),
            [] when forwarded => SmsForwards.Answer(subscriber, sms, answer.Accept, now),
            [var one] when !suggested && !forwarded && !BareAnswer.MayMeanAnother(subscriber, sms, one, now) =>
                PassOnOrDial(subscriber, sms, one, null, answer.Accept, now),
            [] => NothingOpen(subscriber, sms, now),
            var several => Reply(subscriber, sms, Which(several, now, forwarded ? subscriber.Forwarded!.Code : null), now),
        };
    }

    private static Outcome<Subscriber> AnswerTo(Subscriber subscriber, SmsIn sms, string code, bool accept, Instant now)
    {
        if (sms.Account?.Find(code) is not { } entry) return Reply(subscriber, sms, new UnknownCodeSms(code), now);
        // A mark names its question, whatever the account shows.
        if (!entry.AwaitsAnswer(now) || Codes.NumberOf(code) is { } number && number != entry.Question!.Number)
            return PassOn(subscriber, sms, entry, code, accept, Codes.NumberOf(code) ?? -1);
        return entry.Question!.IsNamedBy(code)
            ? PassOnOrDial(subscriber, sms, entry, code, accept, now)
            : Reply(subscriber, sms, Which([entry], now), now);
    }

    /// <summary>Answers a second yes, or one after the end, with the latest offer's status.</summary>
    private static Outcome<Subscriber> NothingOpen(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (sms.Over?.FirstOrDefault(o => o.Key == subscriber.Holder?.Key) is { } over)
            return Reply(subscriber, sms, new HandOverIsOverSms(over.Successor), now);
        var last =
            sms.Account?.Entries.Where(e => e.Role == Role.Farmer && now - e.OfferedAt < Duration.FromDays(14)).MaxBy(e => e.OfferedAt);
        return last is null ? Reply(subscriber, sms, new NoOfferSms(), now) : Reply(subscriber, sms, Standing(last), now);
    }

    private static Sms Standing(AccountEntry entry) => entry.Status switch
    {
        AgreementStatus.Confirmed or AgreementStatus.Settled or AgreementStatus.Cancelled =>
            new AlreadyConfirmedSms(entry.Code, entry.Hash),
        AgreementStatus.Offered when entry.Proposed => new StandingSms(entry.Code, AgreementStatus.Offered),
        AgreementStatus.Offered => new OfferClosedSms(entry.Code, AgreementStatus.Expired),
        var status => new OfferClosedSms(entry.Code, status),
    };

    /// <summary>Large amounts need the PIN. The agreement itself asks anew where the question was not sent before the SMS came.</summary>
    private static Outcome<Subscriber> PassOnOrDial(Subscriber subscriber, SmsIn sms, AccountEntry entry, string? code, bool accept,
        Instant now) =>
        accept && entry.Question is { NeedsPin: true }
            ? new(WithHandled(subscriber, sms), [Answering(subscriber, new DialToAnswerSms(entry.Code, sms.UssdCode), now)])
            : PassOn(subscriber, sms, entry, code, accept, entry.Question?.Number ?? 0);

    /// <param name="code">As typed; null for a bare answer.</param>
    private static Outcome<Subscriber> PassOn(Subscriber subscriber, SmsIn sms, AccountEntry entry, string? code, bool accept, int ask) =>
        new(subscriber, [new Tell(AggregateId.Agreement(entry.Code),
            new AnswerQuestion(BareAnswer.By(subscriber, sms, entry, code, ack: false), accept, ask))]);

    private static Outcome<Subscriber> Check(Subscriber subscriber, SmsIn sms, string code, Instant now) => sms.Account?.Find(code) is null
        ? Reply(subscriber, sms, new UnknownCodeSms(code), now)
        : new(subscriber,
            [new Tell(AggregateId.Agreement(Codes.OfAgreement(code)), new CheckAgreement(subscriber.Holder!.PersonId, subscriber.Phone))]);

    internal static Outcome<Subscriber> Explain(Subscriber subscriber, SmsIn sms, Instant now) => Open(sms, now) switch
    {
        [var one] => Reply(subscriber, sms, HowTo(one, now), now),
        { Count: > 1 } several => Reply(subscriber, sms, Which(several, now), now),
        _ => Reply(subscriber, sms, new HelpSms(sms.UssdCode), now),
    };

    /// <summary>Asks which question is meant, with the code of each that is open.</summary>
    /// <param name="first">A code that may be meant too.</param>
    internal static WhichOfferSms Which(IEnumerable<AccountEntry> several, Instant now, string? first = null) =>
        new([.. new[] { first }.OfType<string>().Concat(several.SelectMany(e => CodesOf(e, now))).Take(5)]);

    /// <summary>The code that answers the newest open question.</summary>
    internal static string CodeOf(AccountEntry entry) => entry.Question?.CodeIn(entry.Code) ?? entry.Code;

    /// <summary>The codes of all open questions, the newest first.</summary>
    private static List<string> CodesOf(AccountEntry entry, Instant now) =>
        [CodeOf(entry), .. (entry.Others ?? []).Where(o => now < o.ExpiresAt).Select(o => o.Code)];

    /// <summary>How to answer the one open question, or which are open.</summary>
    private static Sms HowTo(AccountEntry entry, Instant now) =>
        CodesOf(entry, now).Count == 1 ? new HowToAnswerSms(CodeOf(entry), entry.OtherName) : Which([entry], now);

    private static List<AccountEntry> Open(SmsIn sms, Instant now) => [.. sms.Account?.AwaitingAnswer(now) ?? []];

    /// <summary>
    /// Replies within limits: the same words three times in half an hour, any words up to the hourly and daily limits. Without them two
    /// automatic repliers would use up the credit.
    /// </summary>
    internal static Outcome<Subscriber> Reply(Subscriber subscriber, SmsIn sms, Sms answer, Instant now)
    {
        if (sms.Provider is not null) return Unanswered(subscriber, sms);
        var mark = MarkOf(sms);
        var recent = (subscriber.RecentSms ?? []).Where(h => now - h.At < hour).ToList();
        if (recent.Count(h => h.Mark == mark && now - h.At < echoPause) >= MostEchoes) return Unanswered(subscriber, sms);
        var limits = sms.Limits ?? PhoneLimits.Default;
        if (recent.Count >= limits.AnswersAnHour || Limits.Today(subscriber, now).Sent.Count >= limits.SmsADay)
            return Limits.Unanswered(WithHandled(subscriber, sms), now);
        // By when it came: a late one answers nothing that was asked after it.
        var heard = new RecentSms(sms.ReceivedAt ?? now, mark);
        return new(Limits.Sent(WithHandled(subscriber, sms), sms.Id, now) with { RecentSms = [.. recent, heard] },
            [Answering(subscriber, answer, now, counted: true)]);
    }

    internal static string MarkOf(SmsIn sms) => Chain.Next("", Normaliser.ForInput(sms.Text).ToUpperInvariant())[..8];

    private static Send Answering(Subscriber subscriber, Sms answer, Instant now, bool counted = false) =>
        new(SmsOrder.To(subscriber.Phone, Purpose.Reply, answer, subscriber.Programme, now)
            with { PersonId = subscriber.Holder?.PersonId, Counted = counted });

    private static Outcome<Subscriber> Unanswered(Subscriber subscriber, SmsIn sms) => new(WithHandled(subscriber, sms), []);

    internal static Subscriber WithHandled(Subscriber subscriber, SmsIn sms) =>
        subscriber with { Handled = subscriber.Handled.With(sms.Id, Subscriber.HandledKept), Suggested = null };
}
