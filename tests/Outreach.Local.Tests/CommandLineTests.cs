using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Storage;
using Outreach.Testing;

namespace Outreach.Local.Tests;

/// <summary>
/// The program's command line: what is wrong is said in one sentence, and the exit code tells. A process of its own, as from a shell, is
/// started once for each way in which it ends; everything else runs in this process.
/// </summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("'x' is not a port", "--port", "x")]
    [InlineData("'0' is not a port", "--port=0")]
    [InlineData("'70000' is not a port", "--port", "70000")]
    [InlineData("A value is missing after '--port'", "--port")]
    [InlineData("Unknown argument '--frsh'", "--frsh")]
    [InlineData("A value is missing after 'backup'", "backup")]
    public Task A_wrong_argument_is_told(string sentence, params string[] arguments) => FailsAsync(sentence, arguments);

    [Fact]
    public async Task From_a_shell_a_wrong_argument_is_told() =>
        AssertFailed("Unknown argument '--frsh'", await ProcessAsync(["--frsh"]));

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await FailsAsync($"Port {port} is taken", ["--port", $"{port}"]);
    }

    /// <summary>From the environment, as a person sets it.</summary>
    [Theory]
    [InlineData("Set Outreach__PinPepper", "Outreach__PinPepper", "short")]
    [InlineData("Node.js was not found", "PATH", "/nowhere")]
    public async Task From_a_shell_a_wrong_setting_is_told(string sentence, string name, string value) =>
        AssertFailed(sentence, await ProcessAsync(FreshArguments(), (name, value)));

    [Fact]
    public Task A_wrong_connection_string_is_told() =>
        FailsAsync("Storage__ConnectionString is not", FreshArguments(), ("Storage__ConnectionString", "nonsense"));

    [Theory]
    [InlineData("Set Outreach__Gateway", "Outreach__Gateway", "nobody")]
    [InlineData("Set Outreach__PinPepper", "Outreach__PinPepper", "short")]
    [InlineData("Set Twilio:AccountSid", "Twilio__AccountSid", "XX")]
    [InlineData("Set Outreach__PinMemoryKib to", "Outreach__PinMemoryKib", "1")]
    [InlineData("Set Outreach__PinPasses to", "Outreach__PinPasses", "0")]
    [InlineData("Set Outreach__SmsPerSecond to", "Outreach__SmsPerSecond", "0")]
    public Task A_wrong_setting_is_told_before_storage_is_reached(string sentence, string name, string value) =>
        FailsAsync(sentence, FreshArguments(), (name, value), ("Storage__ConnectionString", NobodysAccount));

    [Theory]
    [InlineData("--data")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task A_file_where_a_folder_belongs_is_told(string argument)
    {
        var file = Path.GetTempFileName();
        await FailsAsync($"{file} is a file: give '{argument}' a folder.", [argument, file]);
        File.Delete(file);
    }

    /// <summary>A backup of one data folder, restored into another: what an operator does with the real account.</summary>
    [Fact]
    public async Task A_backup_is_made_and_restored()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-backup-").FullName;
        string[] from = ["--data", Path.Combine(folder, "one")], to = ["--data", Path.Combine(folder, "two")];
        var copy = Path.Combine(folder, "copy");

        // The first has no tables yet: restoring a backup that is not there makes none.
        await FailsAsync($"{copy} holds no backup that was finished", ["restore", copy, .. from]);
        await using (var storage = await LocalStorage.StartAsync(LocalArguments.Parse(from), new ConfigurationManager(), _ => { }, default))
            await PutRowAsync(storage);
        var (code, output, _) = await ProcessAsync(["backup", copy, .. from]);
        Assert.Equal(0, code);
        Assert.Contains("1 rows are in", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync(["restore", copy, .. to]);
        Assert.Equal(0, code);
        Assert.Contains("1 rows are back", output, StringComparison.Ordinal);
        await FailsAsync("The table Subscribers is not empty", ["restore", copy, .. to]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Starting_over_forgets()
    {
        var folder = Directory.CreateTempSubdirectory("outreach-fresh-").FullName;
        foreach (var (isFresh, rows) in new[] { (false, 0), (false, 1), (true, 0) })
        {
            string[] fresh = isFresh ? ["--fresh"] : [];
            var arguments = LocalArguments.Parse(["--data", Path.Combine(folder, "data"), .. fresh]);
            await using var storage = await LocalStorage.StartAsync(arguments, new ConfigurationManager(), _ => { }, default);
            Assert.Equal(rows, await PutRowAsync(storage));
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes the tables where they are missing, counts the rows of one, and puts one into it.</summary>
    private static async Task<int> PutRowAsync(LocalStorage storage)
    {
        var configuration = new ConfigurationManager { ["Storage:ConnectionString"] = storage.ConnectionString };
        await using var services = new ServiceCollection().AddOutreachStorage(configuration).BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
        var (tables, key) = (services.GetRequiredService<ITables>(), new Key(Table.Subscribers, "+254711000001", "-"));
        var before = await tables.GetAsync(key, default) is null ? 0 : 1;
        await tables.UpsertAsync(key, """{"v":1,"s":{}}""", default);
        return before;
    }

    [Fact]
    public async Task Help_shows_the_arguments()
    {
        var (code, output, _) = await ProcessAsync(["--help"]);
        Assert.Equal(0, code);
        Assert.Contains("--fresh", output, StringComparison.Ordinal);
    }

    /// <summary>An account that does not exist: its port is nobody's.</summary>
    private const string NobodysAccount =
        "DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=bm9ib2R5;TableEndpoint=http://127.0.0.1:1/;"
            + "QueueEndpoint=http://127.0.0.1:1/";

    private static string[] FreshArguments() =>
        ["--port", $"{FreePorts.Next()}", "--data",
            Path.Combine(Directory.CreateTempSubdirectory("outreach-local-").FullName, "data")];

    private static async Task FailsAsync(string sentence, string[] arguments, params (string Name, string Value)[] settings) =>
        AssertFailed(sentence, await RunAsync(arguments, settings));

    private static void AssertFailed(string sentence, (int Code, string Output, string Error) ended)
    {
        Assert.Equal(1, ended.Code);
        Assert.StartsWith(sentence, ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments,
        params (string Name, string Value)[] settings)
    {
        List<string> said = [], complaints = [];
        var code = await LocalProgram.RunAsync(arguments, said.Add, complaints.Add, default, builder =>
        {
            foreach (var (name, value) in settings)
                builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        });
        return (code, string.Join('\n', said), string.Join('\n', complaints));
    }

    private static async Task<(int Code, string Output, string Error)> ProcessAsync(string[] arguments,
        params (string Name, string Value)[] variables)
    {
        var start =
            new ProcessStartInfo(Dotnet,
                [typeof(LocalRun).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The dotnet that runs this test.</summary>
    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
