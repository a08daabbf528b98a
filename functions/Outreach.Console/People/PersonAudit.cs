using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What the audit keeps of a person's details. It goes with them when they are erased, so numbers are whole.</summary>
internal static class PersonAudit
{
    /// <summary>Each field before and after; null where nothing changed.</summary>
    public static string? Of(IEnumerable<ImportChange> changes) =>
        string.Join("; ",
            changes.Where(c => c.From != c.To).Select(c => $"{c.Field}: {Or(c.From)} before, {Or(c.To)} now")) is { Length: > 0 }
            words ? words : null;

    /// <summary>Somebody new, with the consents that are claimed for them.</summary>
    public static string OfNew(Holder holder, string phone, IReadOnlyList<ConsentGrant> claimed) =>
        $"new: {holder.Name}, {holder.Role}, {phone}, {holder.Language.Code()}; place: {Or(holder.Place)}; "
            + $"crops: {Or(string.Join(';', holder.Crops))}; consent claimed: {Or(string.Join(", ", claimed.Select(c => c.Purpose)))}; "
            + $"source: {Or(claimed is [var first, ..] ? first.Words : "")}";

    private static string Or(string words) => words.Length > 0 ? words : "none";
}
