namespace Outreach.Console;

/// <summary>An answer with times of one programme. They are in UTC; the zone says what hour that is there.</summary>
public abstract record Zoned
{
    /// <summary>The programme's zone, as IANA names it: <c>Africa/Nairobi</c>. <see cref="Pipeline"/> fills it in.</summary>
    public string? Zone { get; init; }
}
