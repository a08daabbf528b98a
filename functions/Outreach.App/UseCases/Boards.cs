using System.Security.Cryptography;
using System.Text;

namespace Outreach.App;

/// <summary>The address of a programme's shared board, as it is stored.</summary>
/// <param name="Number">Counts the changes: each makes another address. 0 before the first.</param>
public sealed record SharedBoard(int Number, bool IsOpen)
{
    public static SharedBoard None { get; } = new(0, false);
}

/// <summary>
/// The board that a programme shows to outsiders, at an address that nobody can guess. The address is made from the pepper and the
/// board's number, so what is stored, backed up or exported does not give it away.
/// </summary>
public sealed class Boards(ITables tables, OutreachOptions options)
{
    private const int TokenBytes = 16;

    public async Task<SharedBoard> FindAsync(string programme, CancellationToken ct) => (await ReadAsync(programme, ct)).Board;

    /// <summary>Opens the board at a new address in place of the last one, or closes it.</summary>
    /// <param name="replaces">The number that was seen.</param>
    /// <returns>Null where somebody else changed it meanwhile. The same once more changes nothing.</returns>
    public async Task<(SharedBoard Board, bool IsNew)?> ChangeAsync(string programme, int replaces, bool open, CancellationToken ct)
    {
        var (there, etag) = await ReadAsync(programme, ct);
        var next = new SharedBoard(replaces + 1, open);
        if (there == next) return (there, false);
        if (there.Number != replaces) return null;
        return await tables.WriteAsync(Keys.Board(programme), Json.Write(next), etag, ct) ? (next, true) : null;
    }

    /// <summary>The secret part of an open board's address; null for a closed one.</summary>
    public string? TokenOf(string programme, SharedBoard board) => board.IsOpen
        ? Convert.ToHexStringLower(HMACSHA256.HashData(SHA256.HashData(Encoding.UTF8.GetBytes("board|" + options.PinPepper)),
            Encoding.UTF8.GetBytes($"{programme}|{board.Number}"))[..TokenBytes])
        : null;

    /// <summary>Whether an address is the open board's. One read.</summary>
    public async Task<bool> OpensAsync(string programme, string token, CancellationToken ct) =>
        TokenOf(programme, await FindAsync(programme, ct)) is { } right
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(token));

    private async Task<(SharedBoard Board, string? ETag)> ReadAsync(string programme, CancellationToken ct) =>
        await tables.GetAsync(Keys.Board(programme), ct) is { } row
            ? (Json.Read<SharedBoard>(row.Data), row.ETag)
            : (SharedBoard.None, null);
}
