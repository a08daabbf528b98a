using Microsoft.Extensions.Options;

namespace Outreach.App;

/// <summary>The rights of an API key. No role includes another, except that Coordinate also reads.</summary>
[Flags]
public enum ApiRoles
{
    None = 0,
    /// <summary>Reads a repayment-history letter by its code, and nothing else.</summary>
    Verify = 1,
    /// <summary>Reads all data of a programme.</summary>
    Read = 2,
    /// <summary>Changes people, agreements and broadcasts of a programme.</summary>
    Coordinate = 4,
    /// <summary>Sends mobile-money notices, and nothing else.</summary>
    Partner = 8,
    /// <summary>Sets up programmes, and handles poison messages.</summary>
    Admin = 16,
}

/// <summary>The rights of one key, as written in settings.</summary>
public sealed class ApiGrant
{
    /// <summary>One or more of verify, read, coordinate, partner, admin, separated by commas.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Programme ids separated by commas; or <c>all</c>.</summary>
    public string Programmes { get; set; } = "";
}

/// <summary>The holder of a key, and its rights.</summary>
/// <param name="Programmes">Null for all programmes.</param>
public sealed record KeyHolder(string Name, ApiRoles Roles, IReadOnlySet<string>? Programmes)
{
    private const string Every = "all";

    public bool ReachesAll => Programmes is null;

    /// <param name="grant">Null for a key without a grant: it coordinates in all programmes.</param>
    public static KeyHolder Of(string name, ApiGrant? grant)
    {
        if (grant is null) return new(name, ApiRoles.Coordinate, null);
        var programmes = Parts(grant.Programmes);
        return new(name, RolesOf(grant.Roles) ?? ApiRoles.None,
            programmes is [Every] ? null : programmes.ToHashSet(StringComparer.Ordinal));
    }

    public bool HasAny(ApiRoles roles) => (Roles & roles) != 0;

    public bool Reaches(string programme) => Programmes?.Contains(programme) ?? true;

    /// <summary>The fault in a grant, as a sentence that names the setting to change; null for none.</summary>
    internal static string? Problem(string name, ApiGrant grant, IReadOnlyCollection<string> names)
    {
        var setting = $"Outreach__ApiGrants__{name}";
        if (!names.Contains(name)) return $"Set Outreach__ApiKeys__{name}, or leave {setting} out: there is no key of that name.";
        if (RolesOf(grant.Roles) is null)
            return $"Set {setting}__Roles to one or more of verify, read, coordinate, partner, admin, with commas between.";
        var programmes = Parts(grant.Programmes);
        return programmes.Length == 0 || (programmes.Length > 1 && programmes.Contains(Every))
            ? $"Set {setting}__Programmes to the ids of the programmes that the key is for, with commas between; or to all."
            : null;
    }

    /// <summary>Null for an unknown role, or for none.</summary>
    private static ApiRoles? RolesOf(string text)
    {
        var roles = ApiRoles.None;
        foreach (var part in Parts(text))
        {
            if (!char.IsAsciiLetter(part[0]) || !Enum.TryParse<ApiRoles>(part, ignoreCase: true, out var role)) return null;
            roles |= role;
        }
        return roles == ApiRoles.None ? null : roles;
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Stops the start for an empty grant or one without a key, which would give more rights than intended.</summary>
public sealed class ApiGrantsValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) =>
        options.ApiGrants.Select(g => KeyHolder.Problem(g.Key, g.Value, options.ApiKeys.Keys))
            .FirstOrDefault(p => p is not null) is { } problem
            ? ValidateOptionsResult.Fail(problem)
            : ValidateOptionsResult.Success;
}
