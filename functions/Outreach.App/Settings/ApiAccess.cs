using Microsoft.Extensions.Options;

namespace Outreach.App;

/// <summary>What the holder of an API key may do. None of them holds another, but whoever coordinates also reads.</summary>
[Flags]
public enum ApiRoles
{
    None = 0,
    /// <summary>Reads a repayment-history letter by its code, and nothing else.</summary>
    Verify = 1,
    /// <summary>Reads what there is of a programme.</summary>
    Read = 2,
    /// <summary>People, agreements and broadcasts of a programme.</summary>
    Coordinate = 4,
    /// <summary>Brings mobile-money notices, and nothing else.</summary>
    Partner = 8,
    /// <summary>Sets up programmes, and looks after what nobody could handle.</summary>
    Admin = 16,
}

/// <summary>What one key is for, as settings say it.</summary>
public sealed class ApiGrant
{
    /// <summary>One or more of verify, read, coordinate, partner, admin, with commas between.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Ids of programmes, with commas between; or <c>all</c>.</summary>
    public string Programmes { get; set; } = "";
}

/// <summary>Who holds a key, and what it is for.</summary>
/// <param name="Programmes">Null for all there are.</param>
public sealed record KeyHolder(string Name, ApiRoles Roles, IReadOnlySet<string>? Programmes)
{
    private const string Every = "all";

    public bool ReachesAll => Programmes is null;

    /// <param name="grant">Null for a key that nothing more is said about: it coordinates, in all programmes.</param>
    public static KeyHolder Of(string name, ApiGrant? grant)
    {
        if (grant is null) return new(name, ApiRoles.Coordinate, null);
        var programmes = Parts(grant.Programmes);
        return new(name, RolesOf(grant.Roles) ?? ApiRoles.None,
            programmes is [Every] ? null : programmes.ToHashSet(StringComparer.Ordinal));
    }

    public bool HasAny(ApiRoles roles) => (Roles & roles) != 0;

    public bool Reaches(string programme) => Programmes?.Contains(programme) ?? true;

    /// <summary>What is wrong with a grant, in a sentence that says what to set.</summary>
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

    /// <summary>Null where one is none of ours, or there is none.</summary>
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

/// <summary>A grant that says nothing, or is for no key, stops the start: the key would be for more than was meant.</summary>
public sealed class ApiGrantsValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) =>
        options.ApiGrants.Select(g => KeyHolder.Problem(g.Key, g.Value, options.ApiKeys.Keys))
            .FirstOrDefault(p => p is not null) is { } problem
            ? ValidateOptionsResult.Fail(problem)
            : ValidateOptionsResult.Success;
}
