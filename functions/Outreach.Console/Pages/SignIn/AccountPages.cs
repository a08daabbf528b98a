using Microsoft.AspNetCore.Http;
using Outreach.App;

namespace Outreach.Console;

/// <summary>Signing in with an account at the provider, and making an account one's own by an invitation.</summary>
internal sealed class AccountPages(Sessions sessions, SignInForm signIn, OpenId provider, StaffAccounts accounts, Sealing sealing,
    AuditTrail audit, ApiRefusals refusals) : IPages
{
    private const string Purpose = "console account";

    /// <summary>A provider's clock may be a little behind ours.</summary>
    private static readonly TimeSpan freshAtProvider = TimeSpan.FromMinutes(3);

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("sign-in-account", "page.account", LeaveAsync).Open,
        PageEndpoint.Get("signin-oidc", "page.account.back", ComeBackAsync).Open,
        PageEndpoint.Get("invitation-{token}", "page.invitation", InvitedAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Post("connect", "page.connect", ConnectAsync).For(Access.Anyone, NamedBy.Nothing),
    ];

    private async Task<Shown> LeaveAsync(PageCall call, CancellationToken ct)
    {
        if (!provider.IsOn) return Shown.NotFound;
        var again = call.Query("again") is not null ? call.Session : null;
        var invitation = call.Session is not null ? call.Query("invitation") : null;
        Pipeline.Harden(call.Http);
        return await provider.LeaveAsync(call.Http, new(SignInForm.OwnPath(call.Query("to")) ?? "/console", again?.Nonce, invitation))
            ? Shown.Written
            : signIn.Show(call with { Session = again }, call.Query("to"), null, call.Words["Account.Away", provider.Name])
                .With(StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<Shown> ComeBackAsync(PageCall call, CancellationToken ct)
    {
        if (!provider.IsOn) return Shown.NotFound;
        if (await provider.ComeBackAsync(call.Http) is not { } back) return await FailedAsync(call, null, "Account.Failed", "failed", ct);
        if (back.Trip.Invitation is { } token) return await AskToConnectAsync(call, token, back, ct);
        if (await accounts.HolderOfAsync(back.Account, ct) is not { } holder)
            return await FailedAsync(call, back, "Account.Unknown", "unknown", ct);
        var from = back.Trip.Session is { } mark && mark == call.Session?.Nonce ? call.Session : null;
        if (back.Trip.Session is not null && from?.Holder.Name != holder.Name)
            return await FailedAsync(call, back, "Account.Other", "failed", ct);
        if (from is not null && !(back.Age < freshAtProvider)) return await FailedAsync(call, back, "Account.NotAnew", "failed", ct);
        await sessions.BeginAsync(call.Http, holder, SignInBy.Account, from,
            back.Age is { } age ? call.Now - NodaTime.Duration.FromTimeSpan(age < TimeSpan.Zero ? TimeSpan.Zero : age) : null, ct);
        return Shown.See(SignInForm.OwnPath(back.Trip.To) ?? "/console");
    }

    private async Task<Shown> FailedAsync(PageCall call, Return? back, string sentence, string outcome, CancellationToken ct)
    {
        Telemetry.SignIn("account", outcome);
        await refusals.CountAsync(StatusCodes.Status401Unauthorized, Pipeline.AddressOf(call.Http), ct);
        return signIn.Show(back?.Trip.Session is null ? call with { Session = null } : call, back?.Trip.To, null,
            call.Words[sentence, provider.Name]).With(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<Shown> InvitedAsync(PageCall call, CancellationToken ct) =>
        !provider.IsOn || await accounts.InvitationAsync(call.Staff, call.Route("token"), ct) is not { } invitation
            ? Shown.View<InvitationPage>(call.Words["Invitation.Title"])
            : Shown.View<InvitationPage>(call.Words["Invitation.Title"], ("Token", call.Route("token")), ("Provider", provider.Name),
                ("Invitation", invitation));

    /// <summary>Shows which account it is before it counts: the browser may be signed in at the provider as somebody else.</summary>
    private async Task<Shown> AskToConnectAsync(PageCall call, string token, Return back, CancellationToken ct)
    {
        if (call.Session is null || await accounts.InvitationAsync(call.Staff, token, ct) is null)
            return Shown.View<InvitationPage>(call.Words["Invitation.Title"]);
        var ticket = new Ticket(call.Session.Nonce, token, back.Account, call.Now);
        return Shown.View<ConnectPage>(call.Words["Connect.Title"], ("Account", back.Account), ("Provider", provider.Name),
            ("Ticket", sealing.Seal(Purpose, ticket)));
    }

    private async Task<Shown> ConnectAsync(PageCall call, CancellationToken ct)
    {
        if (sealing.Open<Ticket>(Purpose, call.Field("ticket")) is not { } ticket || ticket.Session != call.Session!.Nonce
            || call.Now >= ticket.At + Session.FreshFor) return Shown.Stale;
        if (!await accounts.ConnectAsync(call.Staff, ticket.Token, ticket.Account, ct))
            return Shown.View<InvitationPage>(call.Words["Invitation.Title"]).With(StatusCodes.Status409Conflict);
        await audit.AppendAsync("", new(call.Staff.Owner, "page.connect", call.Staff.Name, call.Now,
            $"An account at {ticket.Account.Issuer}", call.Staff.Name), Repeats.IdOf(ticket.Token), CancellationToken.None);
        await sessions.BeginAsync(call.Http, call.Staff, SignInBy.Account, call.Session, null, ct);
        return Shown.See("/console/you", "Connected");
    }

    private sealed record Ticket(string Session, string Token, ProviderAccount Account, NodaTime.Instant At);
}
