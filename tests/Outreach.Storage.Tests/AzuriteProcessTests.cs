using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Storage.Azurite;

namespace Outreach.Storage.Tests;

public sealed class AzuriteProcessTests : IDisposable
{
    private static readonly Key Key = new(Table.Subscribers, "+254712345678", "state");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outreach-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Stopping_keeps_the_data_even_for_one_that_waits_to_start()
    {
        var settings = new AzuriteSettings { DataFolder = folder.FullName };
        var first = await AzuriteProcess.StartAsync(settings, default);
        await using (var services = await ReadyAsync(first))
        {
            await services.GetRequiredService<ITables>().InsertAsync(Key, "kept", default);
            await services.GetRequiredService<IQueues>().SendAsync(Queue.Work, "kept too", NodaTime.Duration.Zero, default);
        }
        var next = AzuriteProcess.StartAsync(settings, default);
        await Task.Delay(300);
        Assert.False(next.IsCompleted, "two emulators must not share their data");
        await first.DisposeAsync();
        await using var second = await next;
        await using var again = await ReadyAsync(second);
        Assert.Equal("kept", (await again.GetRequiredService<ITables>().GetAsync(Key, default))!.Data);
        Assert.Equal("kept too", Assert.Single(await again.GetRequiredService<IQueues>().ReceiveAsync(
            Queue.Work, 1, NodaTime.Duration.FromSeconds(1), default)).Body);
    }

    [Fact]
    public async Task It_stops_and_may_be_stopped_twice()
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteSettings(), default);
        Assert.True(azurite.IsRunning);
        await azurite.StopAsync();
        Assert.False(azurite.IsRunning);
        await azurite.DisposeAsync();
        await azurite.DisposeAsync();
    }

    [Fact]
    public async Task Without_node_a_sentence_says_what_to_install()
    {
        var refused = await RefusedAsync(new AzuriteSettings { SearchPath = folder.FullName });
        Assert.Equal("Node.js was not found: install Node.js 20 or later, or set Storage__ConnectionString to a storage account.", refused);
    }

    [Fact]
    public async Task With_an_old_node_the_sentence_names_it()
    {
        if (OperatingSystem.IsWindows()) return;
        Script("node", "echo v18.19.0");
        var refused = await RefusedAsync(new AzuriteSettings { SearchPath = folder.FullName });
        Assert.StartsWith("Node.js here is v18.19.0: install Node.js 20 or later", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_npm_a_sentence_says_what_to_install()
    {
        if (OperatingSystem.IsWindows()) return;
        Script("node", "echo v20.1.0");
        var refused = await RefusedAsync(new AzuriteSettings { SearchPath = folder.FullName, WorkFolder = folder.FullName });
        Assert.StartsWith("npm, which comes with Node.js, was not found: install", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_npm_fails_the_sentence_says_how()
    {
        if (OperatingSystem.IsWindows()) return;
        Script("node", "echo v20.1.0");
        Script("npm", "echo npm error network >&2; exit 1");
        var lines = new List<string>();
        var refused = await RefusedAsync(new AzuriteSettings
        {
            SearchPath = folder.FullName, WorkFolder = folder.FullName, Progress = lines.Add,
        });
        Assert.StartsWith("npm could not install the storage emulator (npm error network): check", refused, StringComparison.Ordinal);
        Assert.StartsWith("Installing the storage emulator", lines[0], StringComparison.Ordinal);
    }

    /// <summary>npm would go on to request every package; the process is stopped once a success is impossible, and not before.</summary>
    [Theory]
    [InlineData("https://registry.example/azurite attempt 3 failed with ENOTFOUND", 1, "ENOTFOUND")]
    [InlineData("https://registry.example/azurite attempt 1 failed with ENOTFOUND", 10, "ENOTFOUND")]
    [InlineData("https://registry.example/azurite attempt 1 failed with ENOTFOUND", 9, "npm error at the end")]
    public async Task Without_a_network_npm_is_stopped_and_the_sentence_says_why(string failure, int times, string reason)
    {
        if (OperatingSystem.IsWindows()) return;
        Script("node", "echo v20.1.0");
        var lines = string.Concat(Enumerable.Repeat($"echo 'npm http fetch GET {failure}' >&2\n", times));
        Script("npm",
            $"{lines}{(reason == "ENOTFOUND" ? "/bin/sleep 60; echo > ../waited; " : "")}echo 'npm error at the end' >&2; exit 1");
        var refused = await RefusedAsync(new AzuriteSettings { SearchPath = folder.FullName, WorkFolder = folder.FullName });
        Assert.StartsWith($"npm could not install the storage emulator ({reason}): check that npm reaches its registry", refused,
            StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "waited")));
    }

    [Fact]
    public async Task An_emulator_that_stops_at_once_is_quoted()
    {
        var installed = folder.CreateSubdirectory("azurite-" + AzuriteInstall.Version);
        var entry = installed.CreateSubdirectory("node_modules/azurite/dist/src");
        File.WriteAllText(Path.Combine(entry.FullName, "azurite.js"), "console.log('no room'); process.exit(1)");
        var pinned = SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "azurite", "package-lock.json")));
        File.WriteAllText(Path.Combine(installed.FullName, "installed"), Convert.ToHexString(pinned));
        var refused = await RefusedAsync(new AzuriteSettings { WorkFolder = folder.FullName });
        Assert.StartsWith("The storage emulator stopped before it answered (no room)", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_start_together_install_once()
    {
        if (OperatingSystem.IsWindows()) return;
        const string emulator =
            "for (const s of ['Blob', 'Queue', 'Table']) console.log(`Azurite ${s} service is successfully listening at "
                + "http://127.0.0.1:1`);";
        File.WriteAllText(Path.Combine(folder.FullName, "emulator.js"), emulator);
        Script("npm",
            "echo installed >> ../installs; sleep 1; mkdir -p node_modules/azurite/dist/src; cp ../emulator.js "
                + "node_modules/azurite/dist/src/azurite.js");
        var settings = new AzuriteSettings
        {
            WorkFolder = folder.FullName,
            SearchPath = folder.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
        };
        var started = await Task.WhenAll(AzuriteProcess.StartAsync(settings, default), AzuriteProcess.StartAsync(settings, default));
        foreach (var azurite in started) await azurite.DisposeAsync();
        Assert.Equal(["installed"], File.ReadAllLines(Path.Combine(folder.FullName, "installs")));
    }

    [Fact]
    public void The_lock_file_pins_the_version_and_names_no_registry()
    {
        var pinned = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "azurite", "package-lock.json"));
        Assert.Contains($"\"azurite\": \"{AzuriteInstall.Version}\"", pinned, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", pinned, StringComparison.Ordinal);
        Assert.DoesNotContain("://", pinned, StringComparison.Ordinal);
    }

    private static async Task<ServiceProvider> ReadyAsync(AzuriteProcess azurite)
    {
        var services = AzuriteFixture.Provider(azurite.ConnectionString);
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
        return services;
    }

    private static async Task<string> RefusedAsync(AzuriteSettings settings) =>
        (await Assert.ThrowsAsync<AzuriteUnavailableException>(() => AzuriteProcess.StartAsync(settings, default))).Message;

    private void Script(string name, string line)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
