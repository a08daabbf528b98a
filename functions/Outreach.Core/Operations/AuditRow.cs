using NodaTime;
using NodaTime.Text;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>One audited act: its author, subject and time.</summary>
/// <param name="Who">The owner of the key; <c>phone</c> for a person's own act there.</param>
/// <param name="Subject">What it concerned: a person's id, an agreement's code.</param>
/// <param name="About">What was before and is now, in words. May name the person, and goes with them.</param>
/// <param name="Key">The name of the key; null for an act on a phone.</param>
public sealed record AuditAct(string Who, string What, string Subject, Instant At, string? About = null, string? Key = null);

/// <summary>One row of a programme's audit of one month. Each hash covers its row and the hash before.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Salt">Goes with the words, so that nobody can try words against their digest afterwards.</param>
/// <param name="AboutDigest">Stays in the chain when an erased person's words go; null where there never were words.</param>
public sealed record AuditRow(long Number, AuditAct Act, string? Salt, string? AboutDigest, string Hash)
{
    /// <summary>True once the words went with an erased person.</summary>
    public bool IsBlanked => AboutDigest is not null && Act.About is null;

    public static AuditRow After(AuditHead head, AuditAct act, string salt)
    {
        var digest = act.About is { } about ? DigestOf(salt, about) : null;
        var row = new AuditRow(head.Rows + 1, act, digest is null ? null : salt, digest, "");
        return row with { Hash = Chain.Next(head.Hash, row.Content()) };
    }

    public AuditRow Blanked() => Act.About is null ? this : this with { Act = Act with { About = null }, Salt = null };

    /// <summary>What the chain holds of the row.</summary>
    internal string Content() => Chain.Next("", Chain.Text(Number), InstantPattern.ExtendedIso.Format(Act.At), Act.Who, Act.What,
        Act.Subject, Act.Key ?? "", AboutDigest ?? "");

    /// <summary>The words are those of the digest, or are gone.</summary>
    internal bool HasItsWords() =>
        Act.About is null ? Salt is null : AboutDigest == DigestOf(Salt ?? "", Act.About);

    private static string DigestOf(string salt, string about) => Chain.Next(salt, about);
}

/// <summary>Where a month's chain ends. It changes in the same write that adds a row.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Before">The end of the chain of the last month before that has one, when this one began; null for the first.</param>
public sealed record AuditHead(long Rows, string Hash, AuditMark? Before)
{
    /// <param name="chain">The chain's name: programme and month.</param>
    public static AuditHead Begin(string chain, AuditMark? before) =>
        new(0, Chain.Next("", chain, before?.Chain ?? "", Chain.Text(before?.Rows ?? 0), before?.Hash ?? ""), before);
}

/// <summary>A place in a chain: so many rows led to this hash.</summary>
public sealed record AuditMark(string Chain, long Rows, string Hash);

/// <summary>Checks the rows of one chain, in whatever order they come.</summary>
/// <param name="chain">The chain's name.</param>
public sealed class AuditCheck(string chain)
{
    private readonly SortedDictionary<long, (string Content, string Hash)> rows = [];
    private readonly SortedSet<long> odd = [];
    private readonly HashSet<string> blanked = new(StringComparer.Ordinal);
    private readonly HashSet<string> erased = new(StringComparer.Ordinal);

    public AuditHead? Head { get; set; }
    public string Chain => chain;
    public int Rows => rows.Count;
    public int Blanked { get; private set; }

    /// <summary>The subjects of rows without their words.</summary>
    public IReadOnlySet<string> BlankedSubjects => blanked;

    /// <summary>The people that rows say were erased.</summary>
    public IReadOnlySet<string> ErasedPeople => erased;

    public void Add(AuditRow row)
    {
        if (!rows.TryAdd(row.Number, (row.Content(), row.Hash)) || !row.HasItsWords()) odd.Add(row.Number);
        if (row.Act.What == KeepAudit.PersonErased) erased.Add(row.Act.Subject);
        if (!row.IsBlanked) return;
        blanked.Add(row.Act.Subject);
        Blanked++;
    }

    /// <summary>The hash after so many rows; null when there are not so many.</summary>
    public string? HashAt(long number) => rows.TryGetValue(number, out var row) ? row.Hash : null;

    /// <summary>The number of the first row that is missing, twice, changed or moved; null when the rows lead to this head.</summary>
    public long? FirstFault()
    {
        if (Head is null) return rows.Count == 0 ? null : 1;
        var (number, hash) = (0L, AuditHead.Begin(chain, Head.Before).Hash);
        foreach (var (n, row) in rows)
        {
            if (n != number + 1 || odd.Contains(n) || row.Hash != Values.Chain.Next(hash, row.Content)) return number + 1;
            (number, hash) = (n, row.Hash);
        }
        return number == Head.Rows && hash == Head.Hash ? null : number + 1;
    }
}
