using CsCheck;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>The kinds of steps in a history.</summary>
internal enum Deed
{
    Offer, Yes, No, YesTo, Counter, Withdraw, Deliver, Correct, Pay, Record, Cancel, Dispute, Close, Assign, Speak, Propose, Pulse, Seen,
    Lost, Check, Wrong, Reverse,
    Receive, Repeat, Wait, Post, PostAgain, PostAll, Wake,
}

/// <summary>One step. Its numbers are relative to the world's state, so a shortened history still makes sense.</summary>
internal sealed record Step(Deed Deed, int Who, int Which, int Size);

/// <summary>A whole history: the currency, the rules and the steps.</summary>
internal sealed record History(string Currency, int Rules, IReadOnlyList<Step> Steps)
{
    public override string ToString() =>
        $"{Currency}, rules {Rules}: {string.Join("; ", Steps.Select(s => $"{s.Deed} {s.Who} {s.Which} {s.Size}"))}";

    /// <summary>Yes is frequent; otherwise few histories would reach a debt.</summary>
    private static readonly (int, Deed)[] weights =
    [
        (3, Deed.Offer), (12, Deed.Yes), (3, Deed.No), (2, Deed.YesTo), (2, Deed.Counter), (1, Deed.Withdraw), (7, Deed.Deliver),
        (3, Deed.Correct), (8, Deed.Pay),
        (4, Deed.Record), (3, Deed.Cancel), (4, Deed.Dispute), (2, Deed.Close), (1, Deed.Assign), (2, Deed.Speak), (5, Deed.Propose),
        (3, Deed.Pulse), (1, Deed.Seen),
        (1, Deed.Lost), (1, Deed.Check), (3, Deed.Wrong), (2, Deed.Reverse), (4, Deed.Receive), (2, Deed.Repeat),
        (12, Deed.Wait), (4, Deed.Post), (2, Deed.PostAgain), (5, Deed.PostAll),
        (4, Deed.Wake),
    ];

    private static readonly Deed[] deeds = [.. weights.SelectMany(w => Enumerable.Repeat(w.Item2, w.Item1))];

    private static readonly Gen<Step> step =
        Gen.Select(Gen.Int[0, deeds.Length - 1], Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99],
            (deed, who, which, size) => new Step(deeds[deed], who, which, size));

    /// <summary>Most histories begin with an accepted offer, since most behaviour comes after acceptance.</summary>
    private static readonly Gen<IReadOnlyList<Step>> steps =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], step.List[1, 40], (begin, terms, rest) =>
        (IReadOnlyList<Step>)(begin < 8
            ? [new(Deed.Offer, 0, 0, terms), new(Deed.Yes, 2, 0, 0), .. rest]
            : [new(Deed.Offer, 0, 0, terms), .. rest]));

    public static Gen<History> Any { get; } =
        Gen.Select(Gen.OneOf("KES", "UGX", "TND"), Gen.Int[0, 9], steps, (currency, rules, s) => new History(currency, rules, s));
}
