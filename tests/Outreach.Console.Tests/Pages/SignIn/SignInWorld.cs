using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Staff with phones, and steps of signing in.</summary>
internal static class SignInWorld
{
    public const string OnePhone = "+254711000093";
    public const string FirstPhone = "+254711000091";
    public const string SecondPhone = "+254711000092";
    public const string EndedPhone = "+254711000094";

    /// <summary>Nobody's, with the same last figures.</summary>
    public const string Unknown = "+254722000093";

    public static void Staff(IServiceCollection services) => services.Configure<OutreachOptions>(o =>
    {
        o.ApiGrants["one-phone"] = Grant("one-phone", "coordinate, admin", OnePhone);
        o.ApiGrants["two-phones"] = Grant("two-phones", "coordinate, admin", $"{FirstPhone}, {SecondPhone}");
        o.ApiGrants["gone"] = Grant("gone", "coordinate", EndedPhone);
        o.ApiGrants["gone"].Until = "2026-02-01";
    });

    private static ApiGrant Grant(string owner, string roles, string phones) =>
        new() { Owner = owner, Roles = roles, Programmes = "all", Until = "2026-12-31", Phones = phones };

    /// <summary>The code in the last SMS to a phone.</summary>
    public static string CodeTo(this World world, string phone) =>
        Regex.Match(world.Gateway.Sent.Last(s => s.To == phone).Text, @"\d{6}").Value;

    /// <summary>Asks for a code and types it.</summary>
    public static async Task<Seen> ByCodeAsync(this Visitor visitor, World world, string phone, params (string, string)[] more)
    {
        Assert.Equal("/console/sign-in-code", (await visitor.PostAsync("/console/sign-in-phone", [("phone", phone), .. more])).Location);
        await world.PumpAsync();
        return await visitor.PostAsync("/console/sign-in-code", ("code", world.CodeTo(phone)));
    }

    /// <summary>From the console to the provider and back; the address that the browser comes back to.</summary>
    public static async Task<string> TripAsync(this Visitor visitor, Provider provider, string leave = "/console/sign-in-account",
        Func<string, string>? bend = null)
    {
        var seen = await visitor.GetAsync(leave);
        Assert.Equal(302, seen.Status);
        Assert.StartsWith(provider.Address + "/authorize?", seen.Location, StringComparison.Ordinal);
        var back = await provider.VisitAsync(bend?.Invoke(seen.Location!) ?? seen.Location!);
        Assert.StartsWith(Provider.Home + "/console/signin-oidc?", back, StringComparison.Ordinal);
        return back![Provider.Home.Length..];
    }

    /// <summary>The address with another value of a parameter, or without it.</summary>
    public static string With(string address, string parameter, string? value)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(address[at..]).Where(q => q.Key != parameter)
            .Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString())).ToList();
        if (value is not null) query.Add(new(parameter, value));
        return QueryHelpers.AddQueryString(address[..at], query);
    }

    /// <summary>Makes the provider's account the member of staff's, by an invitation of the office's.</summary>
    public static async Task ConnectAsync(this World world, Provider provider, string name = "second")
    {
        var visitor = await Visitor.InAsync(world, name);
        var link = await world.InviteAsync(name);
        var page = await visitor.GetAsync(await visitor.TripAsync(provider, $"/console/sign-in-account?invitation={link}"));
        Assert.Contains($"{provider.Subject}@provider.example", page.Text, StringComparison.Ordinal);
        var fields = page.FormTo("/console/connect");
        Assert.Equal("/console/you?done=Connected",
            (await visitor.PostAsync("/console/connect", [.. fields.Select(f => (f.Key, f.Value))])).Location);
    }

    /// <summary>Presses one of a member of staff's buttons on the staff page.</summary>
    public static async Task<Seen> ActAsync(this Visitor manager, string name, string act)
    {
        var form = (await manager.GetAsync("/console/maize/staff")).FormTo("/console/maize/staff");
        return await manager.PostAsync("/console/maize/staff", ("once", form["once"]), ("seal", form["seal"]), ("name", name),
            ("act", act));
    }

    /// <summary>The token of an invitation that the office makes on the staff page.</summary>
    public static async Task<string> InviteAsync(this World world, string name)
    {
        var seen = await (await Visitor.InAsync(world)).ActAsync(name, "invite");
        return Regex.Match(seen.Html, @"https://outreach\.example/console/invitation-([A-Za-z0-9_-]{43})").Groups[1].Value;
    }
}
