using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Outreach.Console;

/// <summary>An answer that is a file, not JSON.</summary>
internal sealed record FileBody(string Media, string Text);

/// <summary>The detail that the audit keeps of a change, beside its author and time.</summary>
/// <param name="About">Further detail in a few words, such as an amount or a complaint.</param>
/// <param name="IsWritten">False when the request changed nothing, so nothing was written.</param>
/// <param name="At">The time of the first write, where a repeat without a key is possible; <paramref name="Mark"/> then identifies the
/// change.</param>
internal sealed record Change(string Programme, string Subject, string? About = null, bool IsWritten = true, Instant? At = null,
    string? Mark = null)
{
    /// <summary>All programmes whose audit gets the row, where they are several.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [Programme];
}

/// <summary>What the audit keeps of a reading of many people: whose, and how many rows were shown.</summary>
internal sealed record Reading(string Programme, int Shown, string? Subject = null);

/// <summary>The answer of an endpoint.</summary>
internal sealed record Answer(int Status, object Body, Change? Change = null)
{
    /// <summary>The header <c>Allow</c>, for a 405 only.</summary>
    public string? Allow { get; private init; }

    /// <summary>The header <c>Retry-After</c>, for a 429 only.</summary>
    public int? RetryAfter { get; private init; }

    public static Answer NoKey { get; } =
        Refused(StatusCodes.Status401Unauthorized, "Send a key of this system as Authorization: Bearer <key>.");

    /// <summary>For a right key past its last day, so that its owner knows why.</summary>
    public static Answer EndedKey { get; } =
        Refused(StatusCodes.Status401Unauthorized, "This key is past its last day; ask for a new one.", code: ProblemCode.KeyEnded);

    /// <summary>To an address that was refused too often.</summary>
    public static Answer Slow(int seconds) =>
        Refused(StatusCodes.Status429TooManyRequests, "Too many requests from here were refused; wait a minute.")
            with { RetryAfter = seconds };

    /// <summary>Set by an endpoint that shows many.</summary>
    public Reading? Reading { get; private init; }

    /// <summary>What is kept for a repeat, where the body holds what may be shown once only; null for the body itself.</summary>
    public object? Kept { get; private init; }

    public Answer KeptAs(object body) => this with { Kept = body };

    /// <summary>Nothing was done and only looked at: a repeat is computed anew, since others may have changed something.</summary>
    public bool IsDry { get; private init; }

    public Answer Dry(bool dry) => this with { IsDry = dry };

    public static Answer Ok(object body) => new(StatusCodes.Status200OK, body);

    /// <summary>A page of many, whose reading is audited.</summary>
    public static Answer Shows(object body, string programme, int shown, string? subject = null) =>
        Ok(body) with { Reading = new(programme, shown, subject) };

    public static Answer Changed(object body, Change change) => new(StatusCodes.Status200OK, body, change);

    public static Answer Created(object body, Change change) => new(StatusCodes.Status201Created, body, change);

    /// <summary>Accepted, and waiting for a person's decision.</summary>
    public static Answer Waits(object body, Change change) => new(StatusCodes.Status202Accepted, body, change);

    public static Answer Bad(string field, string error) => Refused(StatusCodes.Status400BadRequest, error, field);

    public static Answer BadBody(string error) => Refused(StatusCodes.Status400BadRequest, error);

    public static Answer Forbidden(string error) => Refused(StatusCodes.Status403Forbidden, error);

    public static Answer NotFound(string error) => Refused(StatusCodes.Status404NotFound, error);

    /// <param name="state">The present state, when the request needs another one.</param>
    /// <param name="code">What stands in the way, for programs.</param>
    public static Answer Conflict(string error, string? state = null, ProblemCode? code = null) =>
        Refused(StatusCodes.Status409Conflict, error, null, state, code);

    public static Answer TooLarge(string error) => Refused(StatusCodes.Status413PayloadTooLarge, error);

    /// <param name="allowed">The methods of the path, as the header <c>Allow</c> lists them.</param>
    public static Answer WrongMethod(string allowed) =>
        Refused(StatusCodes.Status405MethodNotAllowed, $"This path takes {allowed}.") with { Allow = allowed };

    /// <summary>The answer to a body that the server could not read.</summary>
    public static Answer Unreadable(int status) => Refused(status, "The request's body could not be read.", code: ProblemCode.Unreadable);

    public static Answer Busy { get; } =
        Refused(StatusCodes.Status503ServiceUnavailable, "Others are changing the same thing; try again.", code: ProblemCode.Busy);

    public static Answer Unavailable { get; } =
        Refused(StatusCodes.Status503ServiceUnavailable,
            "What is stored cannot be read now; try again later with the same Idempotency-Key.");

    public static Answer Broken { get; } =
        Refused(StatusCodes.Status500InternalServerError, "Something went wrong here; try again with the same Idempotency-Key.");

    private static Answer Refused(int status, string detail, string? field = null, string? state = null, ProblemCode? code = null) =>
        new(status, Problem.Of(status, detail, field, state, code));
}
