using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Some of the API's endpoints.</summary>
internal interface IEndpoints
{
    IEnumerable<ApiEndpoint> All { get; }
}

/// <summary>One endpoint: its method and path, its input and result, and its handler.</summary>
/// <param name="Path">Below <c>/</c>, as a route template.</param>
/// <param name="Name">The name in the audit: <c>agreement.offer</c>.</param>
/// <param name="Query">The allowed query parameters; a request with any other is refused.</param>
/// <param name="Changes">True when the endpoint changes data, so that each success is audited.</param>
internal sealed record ApiEndpoint(
    string Method, string Path, string Name, string Summary, Type? Body, Type Result, IReadOnlyList<int> Successes,
    IReadOnlyList<string> Query, bool Changes, Func<Call, CancellationToken, Task<Answer>> AnswerAsync)
{
    private const string Root = "api/v1/";

    /// <summary>The keys that may use the endpoint; null refuses every key.</summary>
    public Access? Access { get; private init; }

    /// <summary>The media type of a body other than JSON, such as <c>text/csv</c>.</summary>
    public string? Media { get; init; }

    /// <summary>The media type of an answer other than JSON.</summary>
    public string? ResultMedia { get; init; }

    /// <summary>Answers any unknown path of version 1.</summary>
    public static ApiEndpoint Nothing { get; } = new("*", "", "nothing", "", null, typeof(Problem), [], [], false,
        (_, _) => Task.FromResult(Answer.NotFound("There is nothing at this path; GET /api/openapi.json lists what there is."))) { Access =
            new(Access.Anyone, NamedBy.Nothing, "") };

    /// <summary>Answers a known path with a method that it does not have.</summary>
    public static ApiEndpoint WrongMethod(IReadOnlyList<string> methods) => Nothing with
    {
        Name = "wrong method",
        AnswerAsync = (call, _) => Task.FromResult(Answer.WrongMethod(string.Join(", ", methods))),
    };

    public static ApiEndpoint Get<TResult>(string path, string name, string summary, Func<Call, CancellationToken, Task<Answer>> answer,
        params string[] query) =>
        new("GET", Root + path, name, summary, null, typeof(TResult), [StatusCodes.Status200OK], query, false, answer);

    /// <summary>A look whose answer is a file.</summary>
    public static ApiEndpoint GetFile(string path, string name, string summary, string media,
        Func<Call, CancellationToken, Task<Answer>> answer) => Get<FileBody>(path, name, summary, answer) with { ResultMedia = media };

    /// <summary>A change without a body.</summary>
    public static ApiEndpoint Post<TResult>(string path, string name, string summary, Func<Call, CancellationToken, Task<Answer>> answer) =>
        new("POST", Root + path, name, summary, null, typeof(TResult), [StatusCodes.Status200OK], [], true, answer);

    public static ApiEndpoint Post<TBody,
        TResult>(string path, string name, string summary, Func<Call, TBody, CancellationToken, Task<Answer>> answer)
        where TBody : class => new("POST", Root + path, name, summary, typeof(TBody), typeof(TResult), [StatusCodes.Status200OK], [], true,
        async (call, ct) =>
        {
            var (body, fault) = JsonBody.Read<TBody>(call.Body!.Value);
            return fault ?? await answer(call, body!, ct);
        });

    /// <summary>The same endpoint, for keys with any of these roles that reach the request's programme.</summary>
    /// <param name="field">The place of the programme's name.</param>
    public ApiEndpoint For(ApiRoles roles, NamedBy by, string field = "programme") => this with { Access = new(roles, by, field) };

    /// <summary>A change with a body other than JSON, which the endpoint reads itself. The request has to name the body's type.</summary>
    public static ApiEndpoint Post<TResult>(string path, string name, string summary, string media,
        Func<Call, CancellationToken, Task<Answer>> answer, params string[] query) =>
        new("POST", Root + path, name, summary, null, typeof(TResult), [StatusCodes.Status200OK, StatusCodes.Status202Accepted], query,
            true, (call, ct) => IsOf(media, call.Http.Request.ContentType) ? answer(call, ct) : Task.FromResult(
                Answer.Bad("Content-Type", $"Send the file as the body, with Content-Type: {media}."))) { Media = media };

    /// <summary>By the part behind the slash: YAML and CSV go by several types.</summary>
    private static bool IsOf(string media, string? sent) => MediaTypeHeaderValue.TryParse(sent, out var type)
        && type.SubType.ToString().ToLowerInvariant() is var subtype && media.Split('/')[1] is var wanted
        && (subtype == wanted || subtype == "x-" + wanted);

    /// <summary>The same endpoint, answering 201 because success creates something.</summary>
    public ApiEndpoint Creates => this with { Successes = [StatusCodes.Status201Created] };

    /// <summary>The same endpoint, where success creates (201) or alters (200).</summary>
    public ApiEndpoint CreatesOrAlters => this with { Successes = [StatusCodes.Status201Created, StatusCodes.Status200OK] };

    /// <summary>The same endpoint, answering 202 when a person must decide.</summary>
    public ApiEndpoint MayWait => this with { Successes = [.. Successes.Union([StatusCodes.Status200OK, StatusCodes.Status202Accepted])] };

    /// <summary>
    /// Null when the query has nothing but what the endpoint takes. Left unread, a misspelt filter would show everybody. What is taken is
    /// named, the nearest first, so that the slip's correction is the first word.
    /// </summary>
    public Answer? Fault(IQueryCollection query)
    {
        if (Path.Length == 0 || query.Keys.FirstOrDefault(k => !Query.Contains(k, StringComparer.OrdinalIgnoreCase)) is not { } other)
            return null;
        var typed = other.ToLowerInvariant()[..Math.Min(other.Length, 80)];
        var taken = Query.OrderBy(name => EditDistance.Of(typed, name.ToLowerInvariant()));
        return Answer.Bad(other, Query.Count == 0 ? "This path takes no query."
            : $"This path takes nothing of that name in its query, but, the nearest first: {string.Join(", ", taken)}.");
    }

    /// <summary>True for a change that stays possible where a programme can only be read.</summary>
    public bool StaysPossible { get; private init; }

    /// <summary>The same endpoint, which stays possible where a programme can only be read.</summary>
    public ApiEndpoint EvenOver => this with { StaysPossible = true };

    /// <summary>The same endpoint, which changes nothing.</summary>
    public ApiEndpoint OnlyLooks => this with { Changes = false };
}
