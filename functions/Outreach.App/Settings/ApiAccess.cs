using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.People;
using Outreach.Core.Values;

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
    /// <summary>Tells lists of loads and payments for traders who named the key's owner on their phone, and nothing else.</summary>
    Clerk = 32,
}

/// <summary>The rights of one key, as written in settings.</summary>
public sealed class ApiGrant
{
    /// <summary>The person behind the key. Two keys of one owner count as one person.</summary>
    public string Owner { get; set; } = "";

    /// <summary>One or more of verify, read, coordinate, partner, admin, separated by commas.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Programme ids separated by commas; or <c>all</c>.</summary>
    public string Programmes { get; set; } = "";

    /// <summary>The last day of the key, such as <c>2027-03-31</c>, in UTC.</summary>
    public string Until { get; set; } = "";

    /// <summary>Payment providers that the key may report for, separated by commas.</summary>
    public string Providers { get; set; } = "";

    /// <summary>The owner's own phones, such as <c>+254711000001</c>, two at most with a comma between. A code sent to one signs in to
    /// the console. A grant with a phone needs no key.</summary>
    public string Phones { get; set; } = "";
}

/// <summary>One key: its owner, its rights, its end.</summary>
/// <param name="Name">The key's name in settings.</param>
/// <param name="Owner">The person behind the key, in normal form.</param>
/// <param name="Programmes">Null for all programmes.</param>
/// <param name="Providers">Payment providers that the key may report for.</param>
/// <param name="Phones">The owner's own phones, in E.164.</param>
public sealed record KeyHolder(string Name, string Owner, ApiRoles Roles, IReadOnlySet<string>? Programmes, LocalDate Until,
    IReadOnlySet<string> Providers, IReadOnlyList<string> Phones)
{
    public bool ReachesAll => Programmes is null;

    /// <summary>The end of the last day.</summary>
    public Instant EndsAt => Until.PlusDays(1).AtMidnight().InUtc().ToInstant();

    public bool HasAny(ApiRoles roles) => (Roles & roles) != 0;

    public bool Reaches(string programme) => Programmes?.Contains(programme) ?? true;

    /// <summary>True unless the key is a partner's alone and does not name the provider.</summary>
    public bool ReportsFor(string provider) => Providers.Contains(provider);
}

/// <param name="Hash">SHA-256 in hex; empty for a grant without a key.</param>
public sealed record KnownKey(KeyHolder Holder, string Hash);

/// <summary>The grants of the settings, with their keys. Of keys only hashes are kept.</summary>
public sealed class KeyHolders(OutreachOptions options)
{
    /// <summary>In front of a key's SHA-256 in settings, so that no setting holds the key itself.</summary>
    public const string HashMark = "sha256:";

    /// <summary>The fewest characters of a key.</summary>
    public const int LeastLength = 32;

    /// <summary>A sign-in by codes to two phones is as good as one by a key.</summary>
    public const int MostPhones = 2;

    private const string Every = "all";

    public IReadOnlyList<KnownKey> All { get; } =
    [
        .. Written(options).Select(k => new KnownKey(Holder(k.Key, options.ApiGrants[k.Key]), HashIn(k.Value))),
        .. Keyless(options).Select(g => new KnownKey(Holder(g.Key, g.Value), "")),
    ];

    public KeyHolder? Named(string name) => All.FirstOrDefault(k => k.Holder.Name == name)?.Holder;

    /// <param name="phone">In E.164.</param>
    public KeyHolder? ByPhone(string phone) => All.FirstOrDefault(k => k.Holder.Phones.Contains(phone))?.Holder;

    /// <summary>The people who may say a second yes to what changes these programmes: each reaches them all.</summary>
    public IReadOnlyList<string> OwnersOf(IReadOnlyList<string> programmes, ApiRoles role, Instant now) =>
        [.. All.Select(k => k.Holder).Where(h => h.HasAny(role) && programmes.All(h.Reaches) && now < h.EndsAt)
            .Select(h => h.Owner).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Who may tell lists in a programme and has this name, as it is written on the key; null for nobody.</summary>
    public string? ClerkCalled(string name, string programme, Instant now) => All.Select(k => k.Holder)
        .Where(h => h.HasAny(ApiRoles.Clerk | ApiRoles.Coordinate) && h.Reaches(programme) && now < h.EndsAt)
        .Select(h => h.Owner).FirstOrDefault(owner => Spelling.Key(owner) == Spelling.Key(name));

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A key's setting that does not hold the key.</summary>
    public static string Hashed(string key) => HashMark + Hash(key);

    /// <summary>The fault in the keys, as a sentence that names the setting to change; null for none.</summary>
    internal static string? Problem(OutreachOptions options)
    {
        if (options.ApiGrants.FirstOrDefault(g => !options.ApiKeys.ContainsKey(g.Key) && Parts(g.Value.Phones).Length == 0).Key
            is { } keyless)
            return $"Set Outreach__ApiKeys__{keyless}, or Outreach__ApiGrants__{keyless}__Phones for somebody who signs in without a key; "
                + $"or leave Outreach__ApiGrants__{keyless} out.";
        if ((PhonesProblem(options) ?? Keyless(options).Select(g => Problem(g.Key, null, g.Value)).FirstOrDefault(p => p is not null))
            is { } wrong) return wrong;
        var keys = Written(options).ToList();
        if (keys.Select(k => Problem(k.Key, k.Value, options.ApiGrants.GetValueOrDefault(k.Key))).FirstOrDefault(p => p is not null)
            is { } problem) return problem;
        var twice = keys.GroupBy(k => HashIn(k.Value), StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null
            : $"Set Outreach__ApiKeys__{twice.Last().Key} to a key of its own: {twice.First().Key} has the same.";
    }

    /// <summary>A phone of two people would sign one in as the other.</summary>
    private static string? PhonesProblem(OutreachOptions options)
    {
        var phones = options.ApiGrants.SelectMany(g => Parts(g.Value.Phones).Select(p => (Name: g.Key, Phone: p))).ToList();
        if (phones.Find(p => PhoneNumber.Parse(p.Phone, "") is not { IsMobile: true } n || n.E164 != p.Phone
            || Country.OfPhone(n.E164) is null) is { Name: { } unread })
            return $"Set Outreach__ApiGrants__{unread}__Phones to mobile numbers of served countries, such as +254711000001.";
        if (options.ApiGrants.FirstOrDefault(g => Parts(g.Value.Phones).Length > MostPhones).Key is { } many)
            return $"Set Outreach__ApiGrants__{many}__Phones to {MostPhones} numbers at most.";
        var twice = phones.GroupBy(p => p.Phone, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null
            : $"Set Outreach__ApiGrants__{twice.Last().Name}__Phones to phones of its own: {twice.First().Name} has the same.";
    }

    /// <param name="key">Null for a grant without a key.</param>
    private static string? Problem(string name, string? key, ApiGrant? grant)
    {
        var setting = $"Outreach__ApiGrants__{name}";
        if (key is not null && !IsHashed(key) && key.Length < LeastLength)
            return $"Set Outreach__ApiKeys__{name} to at least {LeastLength} characters, or to {HashMark} and the key's SHA-256 in hex.";
        if (grant is null || Owner(grant) is null)
            return $"Set {setting}__Owner to the name of the person behind the key, {PersonText.Most} letters at most.";
        if (RolesOf(grant.Roles) is not { } roles)
            return $"Set {setting}__Roles to one or more of verify, read, coordinate, partner, admin, clerk, with commas between.";
        var programmes = Parts(grant.Programmes);
        if (programmes.Length == 0 || (programmes.Length > 1 && programmes.Contains(Every)))
            return $"Set {setting}__Programmes to the ids of the programmes that the key is for, with commas between; or to all.";
        if (!LocalDatePattern.Iso.Parse(grant.Until).Success)
            return $"Set {setting}__Until to the key's last day, such as 2027-03-31.";
        return (roles & (ApiRoles.Partner | ApiRoles.Coordinate)) == ApiRoles.Partner && Parts(grant.Providers).Length == 0
            ? $"Set {setting}__Providers to the payment providers that the key reports for, such as mpesa, with commas between."
            : null;
    }

    private static KeyHolder Holder(string name, ApiGrant grant)
    {
        var programmes = Parts(grant.Programmes);
        return new(name, Owner(grant)!, RolesOf(grant.Roles)!.Value,
            programmes is [Every] ? null : programmes.ToHashSet(StringComparer.Ordinal), LocalDatePattern.Iso.Parse(grant.Until).Value,
            Parts(grant.Providers).ToHashSet(StringComparer.Ordinal), Parts(grant.Phones));
    }

    /// <summary>Grants of people who sign in by their phone or their account alone.</summary>
    private static IEnumerable<KeyValuePair<string, ApiGrant>> Keyless(OutreachOptions options) => options.ApiGrants.Where(g =>
        Parts(g.Value.Phones).Length > 0 && string.IsNullOrWhiteSpace(options.ApiKeys.GetValueOrDefault(g.Key)));

    /// <summary>Keys that are there; an empty setting is no key.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Written(OutreachOptions options) =>
        options.ApiKeys.Where(k => !string.IsNullOrWhiteSpace(k.Value)).Select(k => KeyValuePair.Create(k.Key, k.Value.Trim()));

    private static bool IsHashed(string key) => key.StartsWith(HashMark, StringComparison.Ordinal)
        && key.Length == HashMark.Length + 64 && key[HashMark.Length..].All(char.IsAsciiHexDigit);

    private static string HashIn(string key) => IsHashed(key) ? key[HashMark.Length..].ToLowerInvariant() : Hash(key);

    /// <summary>One spelling for one person, so that spaces do not make two.</summary>
    // Read like a place: staff may be called Admin, and nobody else reads the name.
    private static string? Owner(ApiGrant grant) => PersonText.Place(grant.Owner);

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

/// <summary>Stops the start for a key without an owner, a grant or an end.</summary>
public sealed class ApiGrantsValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options) => KeyHolders.Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;
}
