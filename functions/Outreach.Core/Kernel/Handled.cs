namespace Outreach.Core.Kernel;

/// <summary>The ids that an aggregate has taken in, oldest first. A repeat is known by its id.</summary>
public static class Handled
{
    /// <summary>The ids with one more; a known id changes nothing.</summary>
    /// <param name="kept">How many are remembered.</param>
    public static IReadOnlyList<string> With(this IReadOnlyList<string> handled, string id, int kept) =>
        handled.Contains(id) ? handled : [.. handled.TakeLast(kept - 1), id];
}
