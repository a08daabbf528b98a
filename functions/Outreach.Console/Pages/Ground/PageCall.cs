using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Outreach.App;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>One request for a page.</summary>
/// <param name="Session">Null for who is not signed in.</param>
public sealed record PageCall(HttpContext Http, Words Words, Session? Session, Instant Now)
{
    /// <summary>The form's fields, for a POST.</summary>
    public IReadOnlyDictionary<string, StringValues> Form { get; init; } = new Dictionary<string, StringValues>();

    /// <summary>The programme of the path; null on a page without one.</summary>
    public Programme? Programme { get; init; }

    /// <summary>Makes the hidden fields of a form: an id, good for one press, and our seal on it.</summary>
    public required Func<(string Once, string Seal)> Seals { get; init; }

    /// <summary>True on a machine's own host, where phones stand on a page beside the console.</summary>
    public bool Simulator { get; init; }

    public KeyHolder Staff => Session!.Holder;

    /// <summary>The page that this member of staff begins with.</summary>
    public string Home => To(HomeOf(Staff));

    public static string HomeOf(KeyHolder staff) => staff.HasAny(ApiRoles.Clerk) && !staff.HasAny(Access.Readers) ? "sheets" : "today";

    /// <summary>What this member of staff may, as a key of <see cref="Words"/>.</summary>
    public static string RoleOf(KeyHolder staff) => staff.HasAny(ApiRoles.Coordinate) ? "Role.Coordinates"
        : staff.HasAny(Access.Readers) || !staff.HasAny(ApiRoles.Clerk) ? "Role.Looks" : "Role.Tells";

    public bool IsCoordinator => Session?.Holder.HasAny(ApiRoles.Coordinate) == true;

    public bool IsManager => Session?.Holder.HasAny(ApiRoles.Admin) == true;

    public Country Country => Country.OfRegion(Programme!.Region)!;

    public DateTimeZone Zone => Country.TimeZone;

    public string Route(string name) => (string?)Http.Request.RouteValues[name] ?? "";

    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault()?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A field as it was typed, without spaces at its ends; "" where it is missing.</summary>
    public string Field(string name) => Form.TryGetValue(name, out var value) ? value.ToString().Trim() : "";

    /// <summary>All values of a field that may be sent several times; none where it is missing.</summary>
    public IReadOnlyList<string> Fields(string name) =>
        Form.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>A field that may be left empty.</summary>
    public string? Optional(string name) => Field(name) is { Length: > 0 } value ? value : null;

    /// <summary>An address within the programme: <c>inbox</c>, or <c>people/p1</c>.</summary>
    public string To(string path) => $"/console/{Programme!.Id}/{path}";

    /// <summary>An address within the programme with a parameter.</summary>
    public string To(string path, string name, string? value) => To(path, (name, value));

    /// <summary>An address within the programme with those parameters that are not null.</summary>
    public string To(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(To(path), query.ToDictionary(q => q.Name, q => q.Value));

    /// <summary>This page's own address.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString;
}
