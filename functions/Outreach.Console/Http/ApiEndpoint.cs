using Microsoft.AspNetCore.Http;
using Outreach.App;

namespace Outreach.Console;

/// <summary>Some of the API's endpoints.</summary>
internal interface IEndpoints
{
    IEnumerable<ApiEndpoint> All { get; }
}

/// <summary>One endpoint: what it is reached by, what it takes and gives, and what answers it.</summary>
/// <param name="Path">Below <c>/</c>, as a route template.</param>
/// <param name="Name">What the audit calls it: <c>agreement.offer</c>.</param>
/// <param name="Query">What may stand after the question mark.</param>
/// <param name="Changes">It changes something, so that each success is audited.</param>
internal sealed record ApiEndpoint(
    string Method, string Path, string Name, string Summary, Type? Body, Type Result, IReadOnlyList<int> Successes,
    IReadOnlyList<string> Query, bool Changes, Func<Call, CancellationToken, Task<Answer>> AnswerAsync)
{
    private const string Root = "api/v1/";

    /// <summary>Who may use it; an endpoint that does not say is for nobody.</summary>
    public Access? Access { get; private init; }

    /// <summary>What a body that is no JSON is, such as <c>text/csv</c>.</summary>
    public string? Media { get; init; }

    /// <summary>Any other path of version 1.</summary>
    public static ApiEndpoint Nothing { get; } = new("*", "", "nothing", "", null, typeof(ErrorBody), [], [], false,
        (_, _) => Task.FromResult(Answer.NotFound("There is nothing at this path; GET /api/openapi.json lists what there is."))) { Access =
            new(Access.Anyone, NamedBy.Nothing, "") };

    /// <summary>A path that there is, by a method that it does not have.</summary>
    public static ApiEndpoint WrongMethod(IReadOnlyList<string> methods) => Nothing with
    {
        Name = "wrong method",
        AnswerAsync = (call, _) => Task.FromResult(Answer.WrongMethod(string.Join(", ", methods))),
    };

    public static ApiEndpoint Get<TResult>(string path, string name, string summary, Func<Call, CancellationToken, Task<Answer>> answer,
        params string[] query) =>
        new("GET", Root + path, name, summary, null, typeof(TResult), [StatusCodes.Status200OK], query, false, answer);

    /// <summary>A change that needs no more than its path.</summary>
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

    /// <summary>The same endpoint for keys of any of these roles, whose programmes hold the one that the request names.</summary>
    /// <param name="field">Where the name stands.</param>
    public ApiEndpoint For(ApiRoles roles, NamedBy by, string field = "programme") => this with { Access = new(roles, by, field) };

    /// <summary>A change whose body is no JSON; the endpoint reads it itself.</summary>
    public static ApiEndpoint Post<TResult>(string path, string name, string summary, string media,
        Func<Call, CancellationToken, Task<Answer>> answer, params string[] query) =>
        new("POST", Root + path, name, summary, null, typeof(TResult), [StatusCodes.Status200OK, StatusCodes.Status202Accepted], query,
            true, answer) { Media = media };

    /// <summary>The same endpoint, where success makes something new.</summary>
    public ApiEndpoint Creates => this with { Successes = [StatusCodes.Status201Created] };

    /// <summary>The same endpoint, where success makes something new or alters what is there.</summary>
    public ApiEndpoint CreatesOrAlters => this with { Successes = [StatusCodes.Status201Created, StatusCodes.Status200OK] };

    /// <summary>The same endpoint, where a person may have to look at what was taken in.</summary>
    public ApiEndpoint MayWait => this with { Successes = [StatusCodes.Status200OK, StatusCodes.Status202Accepted] };

    /// <summary>The same endpoint, which only looks.</summary>
    public ApiEndpoint OnlyLooks => this with { Changes = false };
}
