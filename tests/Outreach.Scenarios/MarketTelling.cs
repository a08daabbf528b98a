using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Plays a story: everybody tells and answers the truth, as far as a question lets them.</summary>
internal sealed class MarketTelling(MarketStory story) : IAsyncDisposable
{
    private const string Programme = "kenya-maize";
    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager[] farmers = [Village.Find("wanjiru"), Village.Find("amina"), Village.Find("otieno")];
    private static readonly int[] kilos = [50, 20, 20, 30], shillings = [1_000, 500, 500, 250];

    private readonly World world = new();
    private readonly List<MarketFact> happened = [];
    /// <summary>For each agreement and each of its facts, what its teller meant.</summary>
    private readonly Dictionary<string, List<MarketFact>> meant = [];

    /// <summary>Proofs that the provider told.</summary>
    private readonly HashSet<string> proven = [];
    private int ids;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    public async Task PlayAsync()
    {
        await Village.SettleInAsync(world);
        string[] codes = [await AgreedAsync(0), await AgreedAsync(1), await AgreedAsync(2)];
        var first = Country.OfPhone(juma.Phone)!.Today(World.Start);
        foreach (var (n, part) in story.Parts.Index())
        {
            var isLoad = part.Size % 2 == 0;
            happened.Add(new(n, codes[part.Farmer], isLoad, (isLoad ? kilos : shillings)[part.Size / 2 % 4], first.PlusDays(part.Day),
                !isLoad && part.Size > 7 ? $"TX{n}" : ""));
        }
        await world.WaitAsync(Duration.FromDays(3));
        await TellAllAsync();
        // What was refused, or waits for somebody, is told again until all is written.
        for (var round = 0; round < 8 && await MissingAsync() is { Count: > 0 } missing; round++)
        {
            foreach (var fact in missing) await TellAsync(MarketTeller.Menu, [fact]);
            await AnswerAllAsync();
            await AssignAsync();
        }
        await RightAsync();
    }

    private async Task TellAllAsync()
    {
        var tellings = story.Parts.Index().SelectMany(p => Enum.GetValues<MarketTeller>()
            .Where(t => (p.Item.Tellers & 1 << (int)t) != 0 && Knows(t, happened[p.Index]))
            .SelectMany(t => Enumerable.Range(0, (p.Item.Twice & 1 << (int)t) != 0 ? 2 : 1)
                .Select(again => (Teller: t, Fact: happened[p.Index], Order: p.Item.Order * (7 + (int)t) * (3 + again) % 997))))
            .OrderBy(t => t.Order).ThenBy(t => t.Fact.Id).ToList();
        for (var n = 0; n < tellings.Count;)
        {
            // What a clerk tells in a row, of one kind and day, is one list.
            var run = tellings.Skip(n).TakeWhile(t => t.Teller == tellings[n].Teller && t.Teller == MarketTeller.List
                && (t.Fact.IsLoad, t.Fact.On) == (tellings[n].Fact.IsLoad, tellings[n].Fact.On)).Select(t => t.Fact).Distinct().ToList();
            await TellAsync(tellings[n].Teller, run.Count > 0 ? run : [tellings[n].Fact]);
            n += Math.Max(1, run.Count);
            if (n % (story.Slow + 1) == 0) await AnswerAllAsync();
        }
        await AnswerAllAsync();
        await AssignAsync();
    }

    private static bool Knows(MarketTeller teller, MarketFact fact) => teller switch
    {
        MarketTeller.Provider => fact.Proof.Length > 0,
        MarketTeller.Coordinator => fact is { IsLoad: false, Proof: "" },
        _ => true,
    };

    private async Task<string> AgreedAsync(int n)
    {
        var programme = Village.Programmes[0];
        var today = Country.OfPhone(juma.Phone)!.Today(World.Start);
        var terms = new Terms("Maize", "A", new Quantity(500_000, Unit.Kg), new Money(5_000, "KES"), today.PlusDays(20), today.PlusDays(30),
            Money.Zero("KES"));
        var code = await world.Get<App.Agreements>().OfferAsync(new OfferTerms($"market{n}", Programme,
            new(juma.PersonId, juma.Name, juma.Phone), new(farmers[n].PersonId, farmers[n].Name, farmers[n].Phone), terms,
            programme.Signature, programme.Rules), default);
        await world.SettleAsync();
        await SmsAsync(farmers[n].Phone, $"1 {code}");
        Assert.True((await OfAsync(code)).IsBound);
        meant[code] = [];
        return code;
    }

    private async Task TellAsync(MarketTeller teller, IReadOnlyList<MarketFact> facts)
    {
        var fact = facts[0];
        switch (teller)
        {
            case MarketTeller.List: await ListAsync(facts); break;
            case MarketTeller.Provider: await ProveAsync(fact); break;
            case MarketTeller.TraderSms or MarketTeller.FarmerSms when !await SayAsync(fact, teller, ""):
                await SayAsync(fact, teller, " AGAIN");
                break;
            case MarketTeller.Menu when !await DialAsync(fact, again: false): await DialAsync(fact, again: true); break;
            case MarketTeller.Coordinator when !await RecordAsync(fact, again: false): await RecordAsync(fact, again: true); break;
        }
        await NotMoreAsync();
    }

    /// <summary>A list that is sent twice; rows that came back as the same are sent as others where nothing written means them.</summary>
    private async Task ListAsync(IReadOnlyList<MarketFact> facts)
    {
        var list = new TradeList($"list{ids++}", Programme, juma.PersonId, "Asha Wekesa", facts[0].IsLoad, facts[0].On,
            [.. facts.Select((f, n) => new TradeRow(n + 1, "", f.Code, $"{f.Amount}"))]);
        var dry = await TellAsync(list, facts, dry: true);
        var told = await TellAsync(list, facts, dry: false);
        Assert.Equal(dry.Select(r => r.Outcome), told.Select(r => r.Outcome));
        foreach (var (fact, row, result) in facts.Zip(list.Rows, told))
        {
            if (result.Outcome == TradeOutcome.Same && await UnwrittenAsync(fact))
                await TellAsync(list with { Rows = [row with { Again = true }] }, [fact], dry: false);
        }
        var doubled = await TellAsync(list with { Rows = [.. list.Rows.Zip(told).Where(r => r.Second.Outcome is TradeOutcome.Asked
            or TradeOutcome.Waits).Select(r => r.First)] }, facts, dry: false);
        Assert.All(doubled, r => Assert.Equal(TradeOutcome.Before, r.Outcome));
    }

    private async Task<IReadOnlyList<TradeResult>> TellAsync(TradeList list, IReadOnlyList<MarketFact> facts, bool dry)
    {
        if (list.Rows.Count == 0) return [];
        var results = await world.AskAsync(() => world.Get<TradeLists>().TellAsync(list, dry, default));
        if (!dry)
        {
            foreach (var (fact, result) in facts.Zip(results))
                if (result.Outcome is TradeOutcome.Asked or TradeOutcome.Waits) meant[fact.Code].Add(fact);
            foreach (var code in meant.Keys) Assert.Equal((await OfAsync(code)).Facts.Count, meant[code].Count);
        }
        await world.WaitAsync(Duration.FromMinutes(15));
        return results;
    }

    /// <returns>False where it was asked about and nothing written means it.</returns>
    private async Task<bool> SayAsync(MarketFact fact, MarketTeller teller, string again)
    {
        var day = $"{fact.On.Day} MAR";
        var agreement = await OfAsync(fact.Code);
        var text = (fact.IsLoad, teller) switch
        {
            (true, _) => $"DELIVERED {fact.Code}{again} {fact.Amount} KG {day}",
            (_, MarketTeller.FarmerSms) => $"RECEIVED {fact.Code} {fact.Amount} {day}{again}",
            _ => $"PAID {fact.Code} {fact.Amount} {day}{again}",
        };
        await SmsAsync(teller == MarketTeller.FarmerSms ? agreement.Farmer.Phone : juma.Phone, text);
        await MeanAsync(fact);
        return !await UnwrittenAsync(fact) || await IsPostedAsync(fact);
    }

    private async Task<bool> DialAsync(MarketFact fact, bool again)
    {
        var by = new Caller($"menu{ids++}", juma.PersonId, juma.Phone, Pin: true);
        await world.AskAsync(() => world.Get<App.Agreements>().ExecuteAsync(fact.Code, fact.IsLoad
            ? new ReportDelivery(by, new Delivery(fact.Minor, "A", "", false), again, fact.On)
            : new ReportPayment(by, new(fact.Minor, "KES"), again, fact.On), default));
        await MeanAsync(fact);
        await world.WaitAsync(Duration.FromMinutes(15));
        return !await UnwrittenAsync(fact) || await IsPostedAsync(fact);
    }

    /// <summary>A coordinator writes down what is not there.</summary>
    private async Task<bool> RecordAsync(MarketFact fact, bool again)
    {
        if (!await UnwrittenAsync(fact) || await IsPostedAsync(fact)) return true;
        await world.AskAsync(() => world.Get<App.Agreements>().ExecuteAsync(fact.Code, new RecordPayment($"desk{ids++}",
            new(fact.Minor, "KES"), Role.Trader, Via: "amina", Again: again, On: fact.On), default));
        await MeanAsync(fact);
        await world.WaitAsync(Duration.FromMinutes(15));
        return !await UnwrittenAsync(fact);
    }

    private async Task ProveAsync(MarketFact fact)
    {
        var agreement = await OfAsync(fact.Code);
        var notice = new PaymentNotice(Programme, "mpesa", fact.Proof, new Transfer(new(fact.Minor, "KES"), juma.Phone,
            fact.Id % 2 == 0 ? agreement.Farmer.Phone : null, fact.Id % 3 == 0 ? null : fact.Code, fact.On));
        await world.AskAsync(() => world.Get<Transactions>().TakeAsync(notice, default));
        proven.Add(fact.Proof);
        await world.WaitAsync(Duration.FromMinutes(15));
        await MeanAsync(fact);
    }

    /// <summary>A coordinator says what each transaction is that waits.</summary>
    private async Task AssignAsync()
    {
        var transactions = world.Get<Transactions>();
        foreach (var (_, waiting) in (await transactions.UnassignedAsync(Programme, "", 100, default)).ToList())
        {
            var fact = happened.Single(h => h.Proof == waiting!.Id);
            var agreement = await OfAsync(fact.Code);
            var known = agreement.Facts.FirstOrDefault(f => f is { IsOpen: true, Proof.Length: 0, Corrects: null }
                && meant[fact.Code][f.Number - 1] == fact);
            // Told by others for an equal one: it is the one that stands, if no more came.
            if (known is null && await IsPostedAsync(fact))
                known = agreement.Facts.FirstOrDefault(f => f is { IsPosted: true, Proof.Length: 0 } && fact.IsLike(f));
            await world.AskAsync(() => transactions.AssignAsync(new AssignTransaction($"assign{ids++}", Programme, "mpesa", fact.Proof,
                new(fact.Code, Role.Trader), null, "amina", Again: known is null, Approved: true, Same: known?.Number), default));
            await world.WaitAsync(Duration.FromMinutes(15));
            await MeanAsync(fact);
            await NotMoreAsync();
        }
    }

    private async Task SmsAsync(string phone, string text)
    {
        await world.AskAsync(() => world.Get<IInbound>().SmsAsync(new InboundSms("network", $"sms{ids++}", phone, "40404", text), default));
        await world.WaitAsync(Duration.FromMinutes(15));
    }

    private async Task<Agreement> OfAsync(string code) => (await world.Get<App.Agreements>().FindAsync(code, default))!;

    /// <summary>Notes what new facts mean.</summary>
    private async Task MeanAsync(MarketFact fact)
    {
        var facts = (await OfAsync(fact.Code)).Facts;
        while (meant[fact.Code].Count < facts.Count) meant[fact.Code].Add(fact);
    }

    /// <summary>Nothing that is written means this fact: who is asked says that it is another.</summary>
    private async Task<bool> UnwrittenAsync(MarketFact fact) =>
        !(await OfAsync(fact.Code)).Facts.Any(f => f.IsOpen && meant[fact.Code][f.Number - 1] == fact);

    private async Task<bool> IsPostedAsync(MarketFact fact) =>
        (await OfAsync(fact.Code)).Facts.Count(f => f.IsPosted && fact.IsLike(f)) >= happened.Count(fact.IsLike);

    private async Task<List<MarketFact>> MissingAsync()
    {
        var missing = new List<MarketFact>();
        foreach (var fact in happened) if (!await IsPostedAsync(fact)) missing.Add(fact);
        return missing;
    }

    private async Task AnswerAllAsync()
    {
        for (var n = 0; n < 40; n++)
        {
            var asked = new List<(Agreement Agreement, Question Question)>();
            foreach (var code in meant.Keys)
            {
                var agreement = await OfAsync(code);
                asked.AddRange(agreement.Questions.Where(q => q.AskedAt is not null).Take(1).Select(q => (agreement, q)));
            }
            if (asked.Count == 0) return;
            foreach (var (agreement, question) in asked)
            {
                var answer = IsTrue(agreement, question) ? 1 : 2;
                await SmsAsync(agreement.Of(question.Of).Phone, $"{answer} {question.CodeIn(agreement.Code)}");
                await NotMoreAsync();
            }
        }
        Assert.Fail("Questions stay open.");
    }

    /// <summary>Who is asked counts: yes, if more of this figure came than they have said yes to.</summary>
    private bool IsTrue(Agreement agreement, Question question)
    {
        var of = meant[agreement.Code][question.Fact!.Value - 1];
        return question.Same is { } same
            ? agreement.Facts.Any(f => f.Number != question.Fact && f.IsOpen && f.On == same.On
                && meant[agreement.Code][f.Number - 1] == of)
            : happened.Count(of.IsLike) > agreement.Facts.Count(f => f.IsPosted && of.IsLike(f));
    }

    private static long Written(Agreement agreement, FactKind kind) =>
        agreement.Facts.Where(f => f.IsPosted && f.Kind == kind).Sum(f => f.Amount);

    private long Truth(string code, FactKind kind) => happened.Where(h => h.Code == code && h.Kind == kind).Sum(h => h.Minor);

    private async Task NotMoreAsync()
    {
        foreach (var code in meant.Keys)
            foreach (var kind in Enum.GetValues<FactKind>()) Assert.InRange(Written(await OfAsync(code), kind), 0, Truth(code, kind));
    }

    /// <summary>Both accounts and their ledgers say what happened.</summary>
    private async Task RightAsync()
    {
        foreach (var (code, farmer) in meant.Keys.Zip(farmers))
        {
            var agreement = await OfAsync(code);
            foreach (var kind in Enum.GetValues<FactKind>()) Assert.Equal(Truth(code, kind), Written(agreement, kind));
            var owed = Truth(code, FactKind.Load) * 5 - Truth(code, FactKind.Transfer);
            foreach (var (person, sign) in new[] { (farmer, 1), (juma, -1) })
                Assert.Equal(sign * owed,
                    (await world.Get<App.People>().AccountAsync(Programme, person.PersonId, default))!.Find(code)!.Balance.Minor);
            foreach (var proof in happened.Where(h => h.Proof.Length > 0 && h.Code == code))
                Assert.Equal(proven.Contains(proof.Proof) ? 1 : 0, agreement.Facts.Count(f => f.IsPosted && f.IsOf(proof.Proof)));
        }
        Assert.DoesNotContain(await world.Get<Transactions>().UnassignedAsync(Programme, "", 100, default), u => u.Item2 is not null);
        Assert.True((await world.Get<Ledgers>().CheckAsync(Programme, default)).IsRight);
    }
}
