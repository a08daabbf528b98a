using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Outreach.Benchmarks.Hosts;

/// <summary>An object of another process, by HTTP on this machine: it outlives whoever calls it. Its methods are asynchronous and each has
/// a name of its own.</summary>
public class Remote<T> : DispatchProxy
    where T : class
{
    private static readonly JsonSerializerOptions json = new(App.Json.Options) { IncludeFields = true };
    private static readonly MethodInfo asked =
        typeof(Remote<T>).GetMethod(nameof(AskAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly HttpClient http = new();

    private Uri server = null!;

    public static T At(Uri server)
    {
        var proxy = Create<T, Remote<T>>();
        ((Remote<T>)(object)proxy).server = server;
        return proxy;
    }

    /// <summary>Serves the object's methods to other processes.</summary>
    public static void Serve(WebApplication app, T target)
    {
        foreach (var method in typeof(T).GetMethods())
        {
            app.MapPost($"/{typeof(T).Name}/{method.Name}", async context =>
            {
                var given = (await context.Request.ReadFromJsonAsync<JsonElement[]>(json))!;
                var arguments = method.GetParameters().Select((parameter, n) => parameter.ParameterType == typeof(CancellationToken)
                    ? CancellationToken.None
                    : given[n].Deserialize(parameter.ParameterType, json));
                var task = (Task)method.Invoke(target, [.. arguments])!;
                await task;
                await context.Response.WriteAsJsonAsync(
                    method.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null, json);
            });
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.ReturnType is { IsGenericType: true } task ? task.GetGenericArguments()[0] : typeof(object);
        return asked.MakeGenericMethod(result)
            .Invoke(this, [targetMethod.Name, args!.Select(a => a is CancellationToken ? null : a).ToArray()]);
    }

    private async Task<TResult?> AskAsync<TResult>(string method, object?[] arguments)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(server, $"/{typeof(T).Name}/{method}"), arguments, json);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<TResult>(json);
    }
}

/// <summary>A server on a free port of this machine.</summary>
internal static class Loopback
{
    public static async Task<WebApplication> StartAsync(Action<WebApplication> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        add(app);
        await app.StartAsync();
        return app;
    }
}
