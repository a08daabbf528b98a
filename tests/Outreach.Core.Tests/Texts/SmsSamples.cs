using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>Every SMS at its longest. A record type without a sample here fails a test.</summary>
internal static class SmsSamples
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(Sms).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Sms)) && !t.IsAbstract)];

    public static IReadOnlyList<Sms> All(Language language)
    {
        var bangla = language == Language.Bangla;
        var (trader, farmer) = bangla ? (Longest.BanglaTrader, Longest.BanglaFarmer) : (Longest.Trader, Longest.Farmer);
        string[] currencies = language switch
        {
            Language.Bangla => ["BDT"],
            Language.French => ["KES", "XOF"],
            Language.IsiZulu => ["ZAR"],
            _ => ["KES", "TZS"],
        };
        var terms = currencies.SelectMany(Longest.Terms).ToList();
        var much = new Money(1_234_567_850, currencies[0]);
        Money[] amounts = [much, Money.Zero(much.Currency), Money.Zero(much.Currency) - much];
        var plans = currencies.SelectMany(Plans).ToList();
        return
        [
            .. terms.SelectMany(t => new[] { 1, 3 }.Select(n => new OfferSms(Longest.Code, n, trader, t) { Marked = n > 1 })),
            .. plans.Select(t => new OfferSms(Longest.Code, 1, trader, t)),
            .. terms.Concat(plans).Select(t => new OfferSms(Longest.Code, 1, trader, t, new(Longest.Code, Longest.Pay))),
            .. terms.Concat(plans).Select(t =>
                new OfferSms(Longest.Code, 3, trader, t, new(Longest.Code, Longest.Pay), Passed: true) { Marked = true }),
            new OfferedBeforeSms(Longest.Code, farmer, Longest.Code, Longest.Pay),
            .. plans.Select(t => new ReceiptSms(Longest.Code, trader, farmer, t, Longest.Hash)),
            .. terms.Select(t => new DeliveryQuestionSms(Longest.Code, 3, trader, t, Longest.AskOf(QuestionKind.Delivery, t).Delivery!)
                { Marked = true }),
            new PaymentQuestionSms(Longest.Code, 3, trader, much, On: Longest.Pay) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, much, On: Longest.Pay) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, amounts[1], On: Longest.Pay) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, null, Longest.Pay, On: Longest.Pay, In: Longest.Code) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, Repay: much, On: Longest.Pay) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, null, Longest.Pay, much, Longest.Pay, Longest.Code) { Marked = true },
            new PaymentQuestionSms(Longest.Code, 3, trader, much, On: Longest.Pay, Ahead: much) { Marked = true },
            .. terms.Select(t => new DeliveryQuestionSms(Longest.Code, 3, trader, t,
                Longest.AskOf(QuestionKind.Delivery, t).Delivery! with { Last = true }, amounts[2], On: Longest.Pay) { Marked = true }),
            .. terms.SelectMany(t => new[] { true, false }.SelectMany(last => new[] { t.Quantity, t.Quantity with { Milli = 0 } }
                .Select(left =>
                new DeliveryQuestionSms(Longest.Code, 3, trader, t, Longest.AskOf(QuestionKind.Delivery, t).Delivery! with { Last = last },
                    much, left, Longest.Pay) { Marked = true }))),
            .. new[] { true, false }.Select(advance => new SamePaymentQuestionSms(Longest.Code, 3, farmer, much,
                Longest.AskOf(QuestionKind.SamePayment, terms[0]).Payment!.Proof, Longest.Pay, advance) { Marked = true }),
            .. terms.Select(t => new DeliveryQuestionSms(Longest.Code, 3, trader, t, new Delivery(0, t.Grade, "", true),
                much) { Marked = true }),
            .. MoneyOrLoad(much, terms[0]).SelectMany(f => new[] { true, false }.SelectMany(mine => amounts.Select(a =>
                new ReversalQuestionSms(Longest.Code, 3, trader, f.Amount, f.Quantity, Longest.Pay, mine, a, Back(much, terms[0], mine))
                    { Marked = true }))),
            .. MoneyOrLoad(much, terms[0]).SelectMany(f => new[] { true, false }.Select(mine =>
                new ReversalSentSms(Longest.Code, farmer, f.Amount, f.Quantity, Longest.Pay, mine))),
            .. MoneyOrLoad(much, terms[0]).SelectMany(f => new[] { true, false }.SelectMany(mine => amounts.Select(a =>
                new ReversedSms(Longest.Code, farmer, f.Amount, f.Quantity, Longest.Pay, mine, a, Back: Back(much, terms[0], mine))))),
            .. new[] { ReversalReason.Moved, ReversalReason.Returned }.SelectMany(why => new[] { true, false }.SelectMany(mine =>
                amounts.Select(a => new ReversedSms(Longest.Code, farmer, much, null, Longest.Pay, mine, a, why)))),
            .. MoneyOrLoad(much, terms[0]).Append((null, null)).SelectMany(f => new[] { true, false }.Select(mine =>
                new TakenBackSms(Longest.Code, farmer, mine, f.Amount, f.Quantity))),
            .. new[] { true, false }.Select(mine => new TakenBackSms(Longest.Code, farmer, mine, much, null, IsMistake: true)),
            .. new[] { null, trader }.SelectMany(teller => amounts.Select(a => new NotAskedSms(Longest.Code, farmer, null,
                terms[0].Quantity with { Milli = 0 }, Longest.Pay, true, a, teller))),
            new WhichMistakeSms(Longest.Code, [new(Longest.Code, null, terms[0].Quantity with { Milli = 0 }, Longest.Pay)]),
            .. amounts.Select(a => new EarlyEndQuestionSms(Longest.Code, 3, trader, a) { Marked = true }),
            .. amounts.Select(
                a => new ResolutionQuestionSms(Longest.Code, 3, trader, a, "Both lose a third of the moisture, as weighed in Kitale twice",
                    a.Minor > 0, a) { Marked = true }),
            .. terms.Select(t => new ReceiptSms(Longest.Code, trader, farmer, t, Longest.Hash)),
            .. Enum.GetValues<AgreementStatus>().Select(s => new StandingSms(Longest.Code, s)),
            new HowToAnswerSms(Longest.Code, trader),
            new WhichOfferSms([.. Enumerable.Repeat(Longest.Code, 5)]), new WhichOfferSms([$"{Longest.Code}Q"]),
            new NoOfferSms(),
            new AlreadyConfirmedSms(Longest.Code, Longest.Hash),
            .. Enum.GetValues<AgreementStatus>().Select(s => new OfferClosedSms(Longest.Code, s)),
            new UnknownCodeSms(Longest.Code),
            new YouDeclinedSms(Longest.Code, trader),
            .. Enum.GetValues<AgreementStatus>().Select(s => new OfferEndedSms(Longest.Code, farmer, s)),
            .. new[] { 14, 3, 1, 0, -3 }.Select(days => new ReminderSms([Item(farmer, much, days)], trader)),
            .. new[] { 0, 3, -3 }.Select(days => new DueToYouSms([Item(farmer, much, days)], trader)),
            .. new[] { 3, -3 }.SelectMany(days => new Sms[] { new ReminderSms([Part(farmer, much, days)], trader),
                new DueToYouSms([Part(farmer, much, days)], trader),
                new ReminderSms([Item(farmer, much, days) with { Saves = true }], trader) }),
            .. new[] { true, false }.SelectMany(mine => new[] { new PaidSms(Longest.Code, farmer, much, mine, much, null, mine,
                InDispute: mine ? amounts[2] : much), new PaidSms(Longest.Code, farmer, much, mine, amounts[1], null, mine, Ahead: much) }),
            .. MoneyOrLoad(much, terms[0]).SelectMany(f => amounts.Select(a =>
                new NotAskedSms(Longest.Code, farmer, f.Amount, f.Quantity, Longest.Pay, false, a, farmer))),
            .. MoneyOrLoad(much, terms[0]).Select(f => new AskedElsewhereSms(Longest.Code, farmer, f.Amount, f.Quantity, Longest.Code)),
            new NotAskedSms(Longest.Code, farmer, much, null, Longest.Pay, true, amounts[0]),
            new OnlyLeftSms(Longest.Code, much),
            .. amounts.SelectMany(
                a => new[] { true, false }.SelectMany(
                    mine =>
                        new[] { new PaidSms(Longest.Code, farmer, much, mine, a, null, mine),
                            new PaidSms(Longest.Code, farmer, much, mine, a, much),
                            new PaidSms(Longest.Code, farmer, much, mine, a, null, mine, true),
                            new PaidSms(Longest.Code, farmer, much, mine, a, null, mine, Clerk: trader) })),
            .. new[] { true, false }.SelectMany(got => new Sms[] { new ForwardAskSms(Longest.Code, farmer, much, Longest.Pay, got),
                new ForwardWhichSms([.. Enumerable.Repeat(Longest.Code[..5], 5)], much, got), new ForwardNobodySms(got) }),
            new ReceivedBeforeSms(Longest.Code, much, Longest.Pay, Longest.Code),
            new PaidBeforeSms(Longest.Code, much, Longest.Pay, Longest.Code),
            .. terms.Select(t => new DeliveredBeforeSms(Longest.Code, t.Quantity, Longest.Pay, Longest.Code)),
            .. terms.SelectMany(t => new[] { 1, -3 }.Select(days => new GoodsDueSms(Longest.Code, trader, t.Quantity, Longest.Pay, days,
                trader))),
            .. amounts.Select(a => new EndCheckSms(Longest.Code, farmer, a)),
            new EndChangedSms(Longest.Code),
            new QuestionGoneSms(Longest.Code),
            .. amounts.SelectMany(a => terms.Select(
                t => new DeliveredSms(Longest.Code, farmer, t.Quantity, t.Quantity, t.Quantity, a, trader))),
            .. amounts.Where(a => !a.IsZero).SelectMany(a => terms.Select(
                t => new DeliveredSms(Longest.Code, farmer, t.Quantity, t.Quantity, t.Quantity, a, trader, a))),
            new SentSms(Longest.Code, farmer),
            new PaymentSentSms(Longest.Code, farmer, much, Longest.Pay),
            new PaymentSentSms(Longest.Code, farmer, much, Longest.Pay) { Waits = true },
            .. terms.Select(t => new DeliverySentSms(Longest.Code, farmer, t, Longest.AskOf(QuestionKind.Delivery, t).Delivery! with
                { Last = true }, true, On: Longest.Pay, After: amounts[2]) { Waits = true }),
            .. terms.SelectMany(t => new[] { true, false }.SelectMany(mine => new[] { true, false }.Select(last =>
                new DeliverySentSms(Longest.Code, farmer, t, Longest.AskOf(QuestionKind.Delivery, t).Delivery! with { Last = last },
                    mine, t.Quantity, Longest.Pay)))),
            .. terms.Select(t => new DeliverySentSms(Longest.Code, farmer, t, new Delivery(0, t.Grade, "", true), true, After: amounts[2])),
            .. terms.Select(t => new TermsSentSms(Longest.Code, farmer, t)),
            .. amounts.Select(a => new EarlyEndSentSms(Longest.Code, farmer, a)),
            .. new[] { QuestionKind.Delivery, QuestionKind.Payment, QuestionKind.Cancel, QuestionKind.Reversal }.SelectMany(
                kind => new Sms[] { new ClaimRefusedSms(Longest.Code, farmer, kind), new YouRefusedSms(Longest.Code, kind),
                    new LapsedSms(Longest.Code, kind) }),
            new LapsedSms(Longest.Code, QuestionKind.Resolution),
            .. terms.Select(t => new WhichMistakeSms(Longest.Code, [new(Longest.Code, much, null, Longest.Pay),
                new(Longest.Code, much, null, Longest.Pay), new(Longest.Code, null, t.Quantity, Longest.Pay),
                new(Longest.Code, null, null, null)])),
            new NotReachedSms(Longest.Code, farmer),
            new HasStoppedSms(Longest.Code, farmer),
            new WaitsForConsentSms(Longest.Code, farmer),
            new OfferWaitsSms("Nakuru horticulture alliance", trader),
            .. Enum.GetValues<AgreementRefusal>().Select(why => new RefusalSms(Longest.Code, why)),
            .. Enum.GetValues<AmountRefusal>().Select(why => new AmountRefusedSms(why, currencies[0], "10 or twelve thousand bags")),
            .. DraftDialogue.Units.Select(unit => new UnitRefusedSms(unit)),
            new DateRefusedSms(),
            new DayRefusedSms(Longest.Code, Longest.Pay, Longest.Deliver),
            new DayUnreadSms("12 SEPTEMBER 2026 EVENING"),
            new WhichAgreementSms([.. Enumerable.Repeat(Longest.Code, 5)]),
            new NothingSuchSms(Longest.UssdCode),
            new WhatProblemSms(Longest.Code),
            .. amounts.Select(a => new CancelledSms(Longest.Code, farmer, a)),
            .. from about in Enum.GetValues<DisputeAbout>() from mine in new[] { true,
                false } from mediator in new[] { trader, null } from waits in new[] { true,
                false } select new DisputeOpenedSms(Longest.Code, farmer, mine, about, mediator, much, waits, AsksAmount: mine,
                    Waiting: waits ? much : null),
            .. from pays in new bool?[] { true, false, null } from counts in new[] { true, false }
            select new UnresolvedSms(Longest.Code, farmer, DisputeAbout.Terms, much, pays,
                counts ? new Quantity(1_234_567_890, Unit.Maund) : null, much),
            .. amounts.Select(a => new DisputeClosedSms(Longest.Code, farmer, a)),
            new ClerksSms([]), new ClerksSms([trader]), new ClerksSms([trader, farmer]), new NoSuchClerkSms(trader),
            new ClerksSms([], "kenya-maize"),
            .. from loads in new[] { true, false } select new ListToldSms(trader, loads, 2_000, new NodaTime.LocalDate(2026, 12, 28)),
            new MentorAskSms("Mwanaisha-Zuleikha", "M4W", new string('m', 80) + ".."), new MentorMoreSms(120),
            .. Enum.GetValues<MentorPhoneIs>().Select(what => new MentorPhoneSms(what)),
            .. Enum.GetValues<MentorNot>().Select(why => new MentorNotSms("M4W", why, farmer)),
            new SpokenForSms(Longest.Code, $"{trader}, {farmer}", trader),
            new ProposalFellSms(Longest.Code),
            .. amounts.Select(a => new ResolvedSms(Longest.Code, farmer, a, a, a.Minor < 0)),
            .. Enum.GetValues<DisputeAbout>()
                .Select(about => new MediateSms(Longest.Code, trader, "+8801711000001", farmer, "+8801711000002", about, Longest.Pay)),
            .. Enum.GetValues<DisputeAbout>().Select(about => new MediateAskSms(Longest.Code, trader, about)),
            new MediatorSms(Longest.Code, trader), new MediatorGoneSms(Longest.Code, trader), new MediatorEndedSms(Longest.Code),
            new PulseSms(Longest.Code, farmer),
            new DialToAnswerSms(Longest.Code, Longest.UssdCode),
            new StatementSms(much, much, [new(trader, much), new(farmer, Money.Zero(much.Currency) - much), new(trader, much)], 12,
                Longest.Pay),
            new LetterSms("MWQMWQMWQM", Longest.Pay),
            .. PersonSamples.Sms(farmer.Split(' ')[0]),
            new HelpSms(Longest.UssdCode),
            new StoppedSms(), new StopOrEndSms(Longest.Code), new StopOrEndSms(null),
            new SharedStoppedSms(farmer.Split(' ')[0]), new WhoStartsSms(farmer.Split(' ')[0]), new NamedStoppedSms(),
            new TipsStoppedSms(),
            new StartedSms(),
            new JoinedSms(farmer, "Nakuru horticulture alliance", Consent.Purposes, Longest.UssdCode),
            new OptInSms("Nakuru horticulture alliance", Consent.Purposes),
            new OptedInSms("Nakuru horticulture alliance", Consent.Purposes),
            new OptedOutSms("Nakuru horticulture alliance"),
            new ProgrammeEndsSms("Nakuru horticulture alliance", Longest.Pay, "*384*7072#"),
            new ProgrammeGoesOnSms("Nakuru horticulture alliance"),
            new HandOverAskSms("Nakuru horticulture alliance", "Kitale dairy farmers union"),
            new HandOverSaidSms("Kitale dairy farmers union", true), new HandOverSaidSms("Kitale dairy farmers union", false),
            new HandOverIsOverSms("Kitale dairy farmers union"),
            new AfterTheEndSms(Longest.Deliver, Longest.Pay), new AfterTheEndSms(Longest.Deliver, null),
            .. Consent.Purposes.Select(p => new PurposeStoppedSms(p)),
            new HowToJoinSms(Longest.UssdCode),
            new NoSuchProgrammeSms("KILIMANJARO2"),
            new LeaveAskSms("Nakuru horticulture alliance", "NAKURU-HORTICULTURE", true),
            new LeaveAskSms("Nakuru horticulture alliance", "NAKURU-HORTICULTURE", false),
            new HowToEraseSms(Longest.UssdCode),
            new AlreadyJoinedSms(farmer, Longest.UssdCode),
            new NotUnderstoodSms(Longest.UssdCode),
            new WhoAreYouSms(Longest.UssdCode),
            new PinResetAskedSms(trader, farmer, Longest.UssdCode),
            new PinResetReadySms(farmer, trader, Longest.UssdCode),
            new PinChangedSms(true, trader),
            new PinChangedSms(false, trader),
            new PinTriedSms(trader),
            new KeepPinSecretSms(Longest.UssdCode),
            new SignInCodeSms("123456", 10),
            .. new[] { true, false }.Select(one => new DidYouMeanSms($"ANGALIA {Longest.Code}Q", one)),
            .. Enum.GetValues<Keyword>()
                .SelectMany(keyword => new[] { null, Longest.Code + "Q" }.Select(code => new HowToWriteSms(keyword, code))),
            new PartSms(),
            new MayStopSms(),
            new MeantToKeepSms("97"),
            new MeantToKeepSms("CHRISTOPHER"),
            new NothingOwedSms(),
            new NoLetterSms(),
            .. new IReadOnlyList<ConsentPurpose>[] { Consent.Purposes, [.. Consent.Purposes.Skip(1)], [] }.Select(
                allowed => new DataSms(farmer, 560, allowed, 90, "MWQMWQMWQM", 30)),
            new PulseClosedSms(),
            new WhichPulseSms(9, [new(Longest.Code, farmer), new(Longest.Code, trader), new(Longest.Code, farmer)]),
            .. LessonSamples.Sms(language, farmer.Split(' ')[0]),
            new MentorSms("Dry maize to 13%.", trader),
            new TipTrialSms("Dry maize to 13%."),
        ];
    }

    private static ReminderItem Item(string other, Money amount, int days) =>
        new(Longest.Code, other, amount, Longest.Pay, days, TermsKind.Purchase);

    private static ReminderItem Part(string other, Money amount, int days) =>
        Item(other, amount, days) with { Since = Longest.Pay, Early = amount };

    private static IEnumerable<(Money? Amount, Quantity? Quantity)> MoneyOrLoad(Money much, Terms terms) =>
        [(much, null), (null, terms.Quantity), (null, terms.Quantity with { Milli = 0 })];

    private static IReadOnlyList<ComesBack> Back(Money much, Terms terms, bool mine) =>
        [new(mine, null, terms.Quantity, Longest.Deliver), new(!mine, much, null, Longest.Pay)];

    private static IEnumerable<Terms> Plans(string currency)
    {
        var part = new Money(12_345_650, currency);
        yield return Templates.Savings(part, Longest.Deliver);
        yield return Templates.Loan(part, part, Longest.Deliver);
        foreach (var every in Enum.GetValues<Cadence>())
        {
            var plan = new InstalmentPlan(every, 6, Longest.Deliver);
            yield return Longest.Terms(currency).First() with { Plan = plan, PayBy = plan.Last };
        }
    }
}
