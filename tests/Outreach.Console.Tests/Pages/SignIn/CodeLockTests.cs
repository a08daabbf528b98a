using NodaTime;
using Outreach.App;
using static Outreach.Console.Tests.Pages.SignInWorld;

namespace Outreach.Console.Tests.Pages;

/// <summary>Guessing sign-in codes ends, and closes the way for as few as can be.</summary>
public sealed class CodeLockTests
{
    private static Task<World> WorldAsync() => Some.WorldAsync(Staff);

    /// <summary>Guessing over many phones from many addresses: after thirty wrong codes none is right until the hour ends.</summary>
    [Fact]
    public async Task Wrong_codes_over_all_phones_close_the_way_for_the_hour()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.PostAsync("/console/sign-in-phone", ("phone", SecondPhone));
        await world.PumpAsync();
        await CloseAsync(world);
        Assert.Equal(422, (await visitor.PostAsync("/console/sign-in-code", ("code", world.CodeTo(SecondPhone)))).Status);
        Assert.Single(world.Warnings, w => w.StartsWith("Somebody guesses", StringComparison.Ordinal));
        world.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(303, (await new Visitor(world).ByCodeAsync(world, SecondPhone)).Status);
    }

    /// <summary>One stranger with one number: what cannot be right closes nothing.</summary>
    [Fact]
    public async Task One_code_tried_without_end_closes_nobodys_way()
    {
        using var world = await WorldAsync();
        var stranger = new Visitor(world);
        await stranger.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        for (var n = 0; n < 2 * SignInCodes.WrongAnHour; n++) await stranger.PostAsync("/console/sign-in-code", ("code", "x"));
        // Codes over the phone's three an hour are none; nor is one that is too old.
        for (var n = 0; n < SignInCodes.WrongAnHour; n++)
        {
            await stranger.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
            if (n >= SignInCodes.CodesAnHour) await stranger.PostAsync("/console/sign-in-code", ("code", "x"));
        }
        world.Clock.Advance(Duration.FromMinutes(11));
        for (var n = 0; n < SignInCodes.WrongAnHour; n++) await stranger.PostAsync("/console/sign-in-code", ("code", "x"));
        Assert.Equal(303, (await new Visitor(world).ByCodeAsync(world, SecondPhone)).Status);
    }

    [Fact]
    public async Task A_right_code_does_not_count_towards_the_lock()
    {
        using var world = await WorldAsync();
        await CloseAsync(world, but: 1);
        for (var n = 0; n < 3; n++) Assert.Equal(303, (await new Visitor(world).ByCodeAsync(world, SecondPhone)).Status);
    }

    /// <summary>Whose browser signed in with the phone before still does, at five tries a code.</summary>
    [Fact]
    public async Task A_browser_that_knows_the_phone_is_outside_the_lock()
    {
        using var world = await WorldAsync();
        var known = new Visitor(world);
        Assert.Equal(303, (await known.ByCodeAsync(world, SecondPhone)).Status);
        await CloseAsync(world);
        // Another phone is none that this browser knows.
        await known.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        Assert.NotEqual("/console/sign-in-code", (await known.PostAsync("/console/sign-in-phone", ("phone", OnePhone))).Location);
        await known.PostAsync("/console/sign-in-phone", ("phone", SecondPhone));
        for (var n = 0; n < SignInCodes.MostTries; n++) await known.PostAsync("/console/sign-in-code", ("code", "x"));
        await world.PumpAsync();
        Assert.Equal(422, (await known.PostAsync("/console/sign-in-code", ("code", world.CodeTo(SecondPhone)))).Status);
        Assert.Equal(303, (await known.ByCodeAsync(world, SecondPhone)).Status);
    }

    /// <summary>While the way is closed everybody reads until when, with whatever number.</summary>
    [Fact]
    public async Task While_it_is_closed_everybody_is_told_the_same()
    {
        using var world = await WorldAsync();
        var told = new List<(string, string, int)>();
        var waiting = new List<(Visitor Visitor, string Phone)>();
        foreach (var phone in new[] { SecondPhone, Unknown })
        {
            waiting.Add((new Visitor(world), phone));
            await waiting[^1].Visitor.PostAsync("/console/sign-in-phone", ("phone", phone));
        }
        await CloseAsync(world);
        foreach (var (visitor, phone) in waiting)
        {
            Seen tried = null!;
            var calls = await world.CallsAsync(async () => tried = await visitor.PostAsync("/console/sign-in-code", ("code", "x")));
            var asked = await visitor.PostAsync("/console/sign-in-phone", ("phone", phone));
            Assert.Equal((422, 422), (tried.Status, asked.Status));
            told.Add((tried.Text.Replace(phone[^3..], "", StringComparison.Ordinal),
                asked.Text.Replace(phone, "", StringComparison.Ordinal), calls));
        }
        Assert.Equal(told[0], told[1]);
        Assert.Contains("Codes are closed until", told[0].Item1, StringComparison.Ordinal);
        Assert.Contains("Codes are closed until", told[0].Item2, StringComparison.Ordinal);
    }

    /// <summary>An address that was refused twenty times in a minute waits, also with a right code.</summary>
    [Fact]
    public async Task An_address_that_was_refused_so_often_waits_before_it_tries()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        await world.PumpAsync();
        for (var n = 0; n < ApiRefusals.AllowedAMinute; n++)
        {
            var stranger = new Visitor(world);
            await stranger.PostAsync("/console/sign-in-phone", ("phone", $"+2547110001{n:00}"));
            await TryAsync(stranger, "x");
        }
        Assert.Contains("Too many tries", (await TryAsync(visitor, world.CodeTo(OnePhone))).Text, StringComparison.Ordinal);
        world.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(303, (await TryAsync(visitor, world.CodeTo(OnePhone))).Status);

        static Task<Seen> TryAsync(Visitor visitor, string code) =>
            visitor.SendAsync("POST", "/console/sign-in-code", $"code={code}", [("X-Forwarded-For", "203.0.113.9:4000")]);
    }

    /// <summary>Thirty tries of codes that could be right.</summary>
    private static async Task CloseAsync(World world, int but = 0)
    {
        var thief = new Visitor(world);
        for (var n = 0; n < SignInCodes.WrongAnHour - but; n++)
        {
            if (n % SignInCodes.MostTries == 0)
                await thief.PostAsync("/console/sign-in-phone", ("phone", n < 15 ? OnePhone : FirstPhone));
            await thief.PostAsync("/console/sign-in-code", ("code", "x"));
        }
    }
}
