using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Mentoring;

/// <summary>Why somebody of an audience gets nothing.</summary>
public enum LeftOut
{
    /// <summary>Named as one to leave out.</summary>
    Named,
    /// <summary>Held back by chance, to compare with.</summary>
    HeldBack,
    /// <summary>Takes no tips, or cannot be reached.</summary>
    NoTips,
    /// <summary>The phone is of a country that is not served.</summary>
    NotServed,
    /// <summary>Had another tip within the days that lie between two.</summary>
    HadTip,
}

/// <summary>Who gets a broadcast. What a person is asked about is read when the audience is frozen.</summary>
/// <param name="Query">An <see cref="AudienceQuery"/>; empty for the whole programme.</param>
/// <param name="Only">These people alone, by id, as far as the query fits them; null for no such list.</param>
/// <param name="Except">These people not.</param>
/// <param name="HoldOut">Per cent of the people who get nothing, chosen by chance, so that the others can be compared with them.</param>
/// <param name="NotReachedBy">Only those whom this broadcast did not reach; null for no such limit.</param>
/// <param name="AlsoUnsure">With <paramref name="NotReachedBy"/>: those too of whom nobody knows, who may get it twice.</param>
/// <param name="RestDays">Nobody gets it who had another tip within so many days; 0 for no such limit.</param>
public sealed record Audience(string Programme, string Query = "", IReadOnlyList<string>? Only = null, IReadOnlyList<string>? Except = null,
    int HoldOut = 0, string? NotReachedBy = null, bool AlsoUnsure = false, int RestDays = 0)
{
    /// <summary>The most people that a list names.</summary>
    public const int MostNamed = 200;

    /// <summary>The largest part held back, in per cent.</summary>
    public const int MostHoldOut = 50;

    /// <summary>The most days between two tips.</summary>
    public const int MostRestDays = 30;

    /// <summary>The tips that give nobody a rest from this one: of whom it did not reach, the earlier one was none.</summary>
    public bool IsOther(string broadcast, string own) => broadcast != own && broadcast != NotReachedBy;
}

/// <summary>An audience as it is looked through: the query read once.</summary>
/// <param name="salt">Makes each broadcast's choice of whom it holds back its own.</param>
/// <param name="today">The day from which <c>30 days ago</c> counts.</param>
/// <exception cref="InvalidOperationException">The query cannot be read. A broadcast is made with one that can.</exception>
public sealed class AudienceTest(Audience audience, string salt, LocalDate today)
{
    private readonly AudienceQuery query = AudienceQuery.Read(audience.Query) is { Query: { } read }
        ? read
        : throw new InvalidOperationException($"The query of an audience cannot be read: {AudienceQuery.Read(audience.Query).Fault}");
    private readonly HashSet<string>? only = audience.Only?.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string>? except = audience.Except?.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the person is of the audience, apart from whom an earlier broadcast reached.</summary>
    /// <param name="standing">What is known from <see cref="Sources"/>.</param>
    public bool Includes(DirectoryRow row, Standing? standing = null) =>
        row.Listed && only?.Contains(row.PersonId) != false && query.Fits(new(row, standing ?? Standing.Unknown, today));

    /// <summary>What has to be known beside the directory's row.</summary>
    public IReadOnlySet<StandingSource> Sources => query.Sources;

    /// <summary>Why somebody of the audience gets nothing; null for who gets it.</summary>
    public LeftOut? Why(DirectoryRow row, bool isServed) =>
        IsExcepted(row) ? LeftOut.Named
            : !row.TipsAllowed ? LeftOut.NoTips
            : !isServed ? LeftOut.NotServed
            : IsHeldBack(row) ? LeftOut.HeldBack
            : null;

    public bool IsExcepted(DirectoryRow row) => except?.Contains(row.PersonId) == true;

    /// <summary>The same answer for the same person and broadcast, however often it is asked.</summary>
    public bool IsHeldBack(DirectoryRow row) => audience.HoldOut > 0
        && BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}|{row.PersonId}"))) % 100 < audience.HoldOut;
}

/// <summary>A query that a programme keeps under a name.</summary>
public sealed record Group(string Id, string Name, string Query, string By, Instant At);
