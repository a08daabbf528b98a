using NodaTime;

namespace Outreach.App.Tests;

/// <summary>Every API key has an owner, a grant and an end, or the start says what is missing.</summary>
public sealed class KeyHoldersTests
{
    private const string Long = "a-key-of-at-least-32-characters-0001";

    [Theory]
    [InlineData("ro-key", null, "Outreach__ApiKeys__njeri")]
    [InlineData("x", null, "Outreach__ApiKeys__njeri")]
    [InlineData("sha256:0123", null, "Outreach__ApiKeys__njeri")]
    [InlineData(Long, "Owner", "Outreach__ApiGrants__njeri__Owner")]
    [InlineData(Long, "Roles", "Outreach__ApiGrants__njeri__Roles")]
    [InlineData(Long, "Programmes", "Outreach__ApiGrants__njeri__Programmes")]
    [InlineData(Long, "Until", "Outreach__ApiGrants__njeri__Until")]
    public void A_key_without_length_owner_rights_or_end_stops_the_start(string key, string? missing, string setting)
    {
        var options = With(key, Grant());
        if (missing is not null) typeof(ApiGrant).GetProperty(missing)!.SetValue(options.ApiGrants["njeri"], "");
        Assert.Contains(setting, Problem(options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_a_grant_stops_the_start() =>
        Assert.Contains("Outreach__ApiGrants__njeri__Owner", Problem(With(Long, null)), StringComparison.Ordinal);

    [Fact]
    public void A_grant_without_a_key_and_a_key_under_two_names_stop_the_start()
    {
        var keyless = With(Long, Grant());
        keyless.ApiGrants["otieno"] = Grant();
        Assert.Contains("Outreach__ApiKeys__otieno", Problem(keyless), StringComparison.Ordinal);
        keyless.ApiKeys["otieno"] = KeyHolders.Hashed(Long);
        Assert.Contains("otieno", Problem(keyless), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+254711000001", null)]
    [InlineData("+254711000001, +8801711000001", null)]
    [InlineData("0711000001", "Outreach__ApiGrants__otieno__Phones")]
    [InlineData("+254 711 000001", "Outreach__ApiGrants__otieno__Phones")]
    [InlineData("+15005550006", "Outreach__ApiGrants__otieno__Phones")]
    [InlineData("+254711000001, +254711000002, +254711000003", "2 numbers at most")]
    [InlineData("+254711000001, +254711000001", "Outreach__ApiGrants__otieno__Phones")]
    public void Who_signs_in_by_phone_needs_no_key_and_a_mobile_number_of_their_own(string phones, string? fault)
    {
        var options = With(Long, Grant());
        options.ApiGrants["otieno"] = Grant();
        options.ApiGrants["otieno"].Phones = phones;
        if (fault is not null)
        {
            Assert.Contains(fault, Problem(options), StringComparison.Ordinal);
            return;
        }
        Assert.Null(Problem(options));
        var keys = new KeyHolders(options);
        Assert.Equal("otieno", keys.ByPhone("+254711000001")!.Name);
        Assert.Null(keys.ByPhone("+254711000009"));
        Assert.Null(keys.ByPhone(""));
        options.ApiGrants["otieno"].Until = "";
        Assert.Contains("Outreach__ApiGrants__otieno__Until", Problem(options), StringComparison.Ordinal);
        (options.ApiGrants["otieno"].Until, options.ApiGrants["njeri"].Phones) = ("2027-03-31", "+254711000001");
        Assert.Contains("__Phones to phones of its own", Problem(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partner", false)]
    [InlineData("partner,coordinate", true)]
    public void A_partner_names_the_providers(string roles, bool fits)
    {
        var grant = Grant();
        grant.Roles = roles;
        Assert.Equal(fits, Problem(With(Long, grant)) is null);
    }

    [Theory]
    [InlineData(Long)]
    [InlineData("sha256:59f4de7ae76ee4a42c9cd3c5b37ab0e2b8a9d8ae3c6d4b1d2e90a5bb6cf8f8e1")]
    public void A_long_key_or_its_hash_with_all_that_belongs_to_it_starts(string key) => Assert.Null(Problem(With(key, Grant())));

    [Fact]
    public void Two_keys_of_one_owner_are_one_owner_and_an_ended_key_is_none()
    {
        var options = With(Long, Grant());
        options.ApiKeys["njeri2"] = Long + "2";
        options.ApiGrants["njeri2"] = Grant();
        options.ApiGrants["njeri2"].Owner = "  Njeri   Mwangi ";
        options.ApiKeys["otieno"] = Long + "3";
        options.ApiGrants["otieno"] = Grant();
        options.ApiGrants["otieno"].Owner = "Otieno";
        options.ApiGrants["otieno"].Until = "2026-03-01";
        Assert.Null(Problem(options));
        var keys = new KeyHolders(options);
        Assert.Equal(["Njeri Mwangi", "Otieno"], keys.OwnersOf(["maize"], ApiRoles.Coordinate, Instant.FromUtc(2026, 3, 1, 23, 59)));
        Assert.Equal(["Njeri Mwangi"], keys.OwnersOf(["maize"], ApiRoles.Coordinate, Instant.FromUtc(2026, 3, 2, 0, 0)));
        Assert.Empty(keys.OwnersOf(["beans"], ApiRoles.Coordinate, Instant.FromUtc(2026, 3, 1, 0, 0)));
    }

    private static ApiGrant Grant() =>
        new() { Owner = "Njeri Mwangi", Roles = "coordinate", Programmes = "maize", Until = "2026-12-31" };

    private static OutreachOptions With(string key, ApiGrant? grant)
    {
        var options = Some.Options();
        options.ApiKeys["njeri"] = key;
        if (grant is not null) options.ApiGrants["njeri"] = grant;
        return options;
    }

    private static string? Problem(OutreachOptions options) => new ApiGrantsValidation().Validate(null, options).FailureMessage;
}
