using CsCheck;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Who may tell of a fact.</summary>
internal enum Teller { Giver, Taker, Provider, Blind, Coordinator }

/// <summary>One thing that happened; the proof is the provider's transaction, empty for cash and goods.</summary>
internal sealed record True(int Id, FactKind Kind, Role From, long Amount, int Hour, string Proof, bool IsAdvance = false)
{
    public bool IsLike(True other) => (other.Kind, other.From, other.Amount) == (Kind, From, Amount);

    public bool IsLike(Fact f) => (f.Kind, f.From, f.Amount) == (Kind, From, Amount);
}

/// <summary>A fact as it is generated: numbers that a shorter story may keep.</summary>
/// <param name="Tellers">One bit for each teller.</param>
/// <param name="Late">The hours after which the first teller speaks; the others follow at other times.</param>
/// <param name="Twice">The bits of who tells it twice.</param>
internal sealed record Part(int Size, int Gap, int Tellers, int Late, int Twice)
{
    public override string ToString() => $"({Size} {Gap} {Tellers} {Late} {Twice})";
}

/// <summary>What can go wrong in telling.</summary>
internal enum SlipKind
{
    /// <summary>A figure that is not right is told, and perhaps said yes to.</summary>
    Figure,
    /// <summary>The provider sends the money back.</summary>
    SentBack,
    /// <summary>Another agreement's transaction is assigned here.</summary>
    Astray,
    /// <summary>This agreement's transaction is assigned to another.</summary>
    Away,
}

/// <param name="Which">The fact that it is about.</param>
/// <param name="After">Hours from that fact.</param>
/// <param name="Lasts">Hours until it is seen.</param>
/// <param name="How">Bits: who errs, who says yes, how often.</param>
internal sealed record Slip(SlipKind What, int Which, int After, int Lasts, int How)
{
    public override string ToString() => $"[{What} {Which} {After} {Lasts} {How}]";
}

/// <param name="Slow">How many tellings pass before somebody answers.</param>
/// <param name="Slips">What goes wrong.</param>
internal sealed record Story(int Kind, int Slow, IReadOnlyList<Part> Parts, IReadOnlyList<Slip> Slips)
{
    private static readonly Gen<Part> part =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 60], Gen.Int[0, 31], Gen.Int[0, 150], Gen.Int[0, 31],
            (s, g, t, l, w) => new Part(s, g, t, l, w));

    public static Gen<Story> Any { get; } =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], part.List[1, 7], (kind, slow, parts) => new Story(kind, slow, parts, []));

    private static readonly Gen<Slip> slip =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99], Gen.Int[0, 60], Gen.Int[0, 40], Gen.Int[0, 63],
            (what, which, after, lasts, how) => new Slip((SlipKind)what, which, after, lasts, how));

    public static Gen<Story> WithSlips { get; } = Gen.Select(Any, slip.List[1, 5], (story, slips) => story with { Slips = slips });

    public override string ToString() => $"kind {Kind}, slow {Slow}: {string.Join(' ', Parts)}; {string.Join(' ', Slips)}";
}
