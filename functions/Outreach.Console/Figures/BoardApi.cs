using Outreach.App;

namespace Outreach.Console;

/// <param name="Open">True opens the board at a new address; false closes it.</param>
/// <param name="Replaces">The number of the board that was seen; 0 before the first.</param>
internal sealed record BoardBody(string Programme, bool Open, int Replaces);

/// <param name="Number">Each change counts it up.</param>
/// <param name="Address">The path of the open board, for anybody who has it; absent while it is closed.</param>
internal sealed record BoardView(string Programme, int Number, string? Address);

/// <summary>The board that a programme shows to outsiders.</summary>
internal sealed class BoardApi(Boards boards, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<BoardView>("figures/board", "figures.board", "The address of the board that a programme shows to outsiders.",
            ShowAsync, "programme").For(Access.Readers | Access.Admins, NamedBy.Query),
        ApiEndpoint.Post<BoardBody, BoardView>("figures/board", "figures.board.change",
            "Opens the shared board at a new address, or closes it. The last address leads nowhere from then on.", ChangeAsync)
            .For(Access.Admins, NamedBy.Body),
    ];

    /// <summary>The path of a board that is open; null for a closed one.</summary>
    public static string? PathOf(Boards boards, string programme, SharedBoard board) =>
        boards.TokenOf(programme, board) is { } token ? $"/console/board-{programme}.{token}" : null;

    private async Task<Answer> ShowAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        return place is null ? noProgramme! : Answer.Ok(View(place.Programme.Id, await boards.FindAsync(place.Programme.Id, ct)));
    }

    private async Task<Answer> ChangeAsync(Call call, BoardBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (body.Replaces is < 0 or int.MaxValue) return Answer.Bad("replaces", "replaces is the number of the board that was seen.");
        var programme = place.Programme.Id;
        if (await boards.ChangeAsync(programme, body.Replaces, body.Open, ct) is not var (board, isNew))
            return Answer.Conflict("Somebody else has changed the board's address; look at it again.");
        // The address itself is a secret of those who have it, so the audit has the number.
        return Answer.Changed(View(programme, board), new(programme, programme,
            $"board {board.Number} {(board.IsOpen ? "open" : "closed")}", isNew));
    }

    private BoardView View(string programme, SharedBoard board) => new(programme, board.Number, PathOf(boards, programme, board));
}
