using System.Buffers.Text;
using System.Security.Cryptography;
using NodaTime;

namespace Outreach.App;

/// <summary>An account at the sign-in provider.</summary>
/// <param name="Issuer">The provider, as it names itself.</param>
/// <param name="Subject">The account, as the provider names it for good; no address, which may become another person's.</param>
/// <param name="Label">A name or an address to show to people. It decides nothing.</param>
public sealed record ProviderAccount(string Issuer, string Subject, string Label);

/// <summary>Whose an account is: a grant's, as long as its owner is the same person.</summary>
public sealed record BoundAccount(string Name, string Owner, ProviderAccount Account, Instant Since);

/// <summary>An invitation that waits. Only a hash of its token is kept.</summary>
public sealed record Invitation(string Hash, string Owner, Instant Until, string By);

/// <summary>
/// The accounts with which staff sign in. Rights stand in the settings; an account becomes a member of staff's by an invitation, which
/// they open when they are signed in by what the settings have of them: neither the inviter nor the phone alone is enough.
/// </summary>
public sealed class StaffAccounts(ITables tables, KeyHolders keys, Sealing sealing, IClock clock)
{
    public static readonly Duration InvitedFor = Duration.FromHours(72);

    private const string AccountSeal = "staff account";
    private const string InvitationSeal = "staff invitation";

    /// <summary>The member of staff whose account it is; null for nobody, or where the grant is gone or another person's by now.</summary>
    public async Task<KeyHolder?> HolderOfAsync(ProviderAccount account, CancellationToken ct)
    {
        var bound = sealing.OfRow<BoundAccount>(AccountSeal, await tables.GetAsync(KeyOf(account), ct));
        if (bound is null || bound.Account.Issuer != account.Issuer || bound.Account.Subject != account.Subject) return null;
        return keys.Named(bound.Name) is { } holder && holder.Owner == bound.Owner && clock.GetCurrentInstant() < holder.EndsAt
            ? holder
            : null;
    }

    /// <summary>The accounts of this deployment's staff. One read.</summary>
    public async Task<IReadOnlyList<BoundAccount>> ListAsync(CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Staff, Keys.StaffAccounts, ct)).Select(r => sealing.OfRow<BoundAccount>(AccountSeal, r))
            .OfType<BoundAccount>().Where(b => keys.Named(b.Name)?.Owner == b.Owner)];

    /// <summary>Makes an invitation in place of any earlier one. Its token is told here and never again.</summary>
    public async Task<string> InviteAsync(KeyHolder invited, string by, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var invitation = new Invitation(KeyHolders.Hash(token), invited.Owner, clock.GetCurrentInstant() + InvitedFor, by);
        await tables.UpsertAsync(Keys.StaffInvitation(invited.Name), sealing.Row(InvitationSeal + invited.Name, invitation), ct);
        return token;
    }

    public async Task<Invitation?> InvitationAsync(KeyHolder holder, string token, CancellationToken ct) =>
        (await FindAsync(holder, token, ct)).Invitation;

    /// <summary>Makes an account the invited member of staff's. False when the invitation is used, over or another's; or the account
    /// somebody else's.</summary>
    public async Task<bool> ConnectAsync(KeyHolder holder, string token, ProviderAccount account, CancellationToken ct)
    {
        var (row, invitation) = await FindAsync(holder, token, ct);
        if (row is null || invitation is null) return false;
        if (await HolderOfAsync(account, ct) is { } other && other.Name != holder.Name) return false;
        // Whoever replaces the row has used it up: it is good once.
        var used = invitation with { Until = clock.GetCurrentInstant() };
        if (await tables.ReplaceAsync(row.Key, sealing.Row(InvitationSeal + holder.Name, used), row.ETag, ct) is null) return false;
        var bound = new BoundAccount(holder.Name, holder.Owner, account, clock.GetCurrentInstant());
        await tables.UpsertAsync(KeyOf(account), sealing.Row(AccountSeal, bound), ct);
        return true;
    }

    /// <summary>Takes all accounts of a member of staff away, and an invitation that waits.</summary>
    public async Task DisconnectAsync(string name, CancellationToken ct)
    {
        foreach (var bound in (await ListAsync(ct)).Where(b => b.Name == name)) await tables.DeleteAsync(KeyOf(bound.Account), ct);
        await tables.DeleteAsync(Keys.StaffInvitation(name), ct);
    }

    private async Task<(Entity? Row, Invitation? Invitation)> FindAsync(KeyHolder holder, string token, CancellationToken ct)
    {
        var row = await tables.GetAsync(Keys.StaffInvitation(holder.Name), ct);
        var found = sealing.OfRow<Invitation>(InvitationSeal + holder.Name, row);
        var fits = found is not null && found.Owner == holder.Owner && clock.GetCurrentInstant() < found.Until
            && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(found.Hash), Convert.FromHexString(KeyHolders.Hash(token)));
        return fits ? (row, found) : (null, null);
    }

    private Key KeyOf(ProviderAccount account) => Keys.StaffAccount(sealing.Mark(AccountSeal, $"{account.Issuer}\n{account.Subject}"));
}
